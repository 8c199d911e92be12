"""``python -m srcad check FILE_OR_MODULE ...``, ``python -m srcad rules NAMESPACE_OR_NAME``"""

import sys

from srcad.checking.command import main

if __name__ == "__main__":
    sys.exit(main())
