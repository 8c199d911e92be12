"""``python -m srcad check FILE_OR_MODULE ...``"""

import sys

from srcad.checking.command import main

if __name__ == "__main__":
    sys.exit(main())
