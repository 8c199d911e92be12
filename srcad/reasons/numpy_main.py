"""The main namespace of NumPy, its arrays, and the methods of ufuncs."""

from __future__ import annotations

from srcad.reasons.vocabulary import (
    Reason,
    effect,
    lifted,
    no_derivative,
    out_of_scope,
    structural,
)

NUMPY: tuple[Reason, ...] = (
    lifted("it is a store into an array", "copyto"),
    lifted("it is the head of a `with`", "errstate"),
    lifted("it calls the function once, with arrays of indices", "fromfunction"),
    structural(
        "it tells the type of a value, or what types go together",
        "can_cast common_type isdtype issubdtype iterable isfortran min_scalar_type "
        "mintypecode promote_types result_type typename finfo iinfo dtype",
    ),
    structural("it gives indices or shapes", "diag_indices_from einsum_path mask_indices ndindex"),
    structural("it makes an array of nothing that is differentiated", "frombuffer from_dlpack fromiter fromstring"),
    structural(
        "it makes text of numbers",
        "array2string array_repr array_str base_repr binary_repr format_float_positional format_float_scientific",
    ),
    structural(
        "it is a type of scalars",
        "bytes_ character complexfloating datetime64 flexible floating generic inexact integer longlong number "
        "object_ signedinteger str_ timedelta64 ulonglong unsignedinteger void",
    ),
    effect(
        "it reads or writes a file",
        "fromfile fromregex genfromtxt load loadtxt save savetxt savez savez_compressed",
    ),
    effect(
        "it sets or tells how NumPy works",
        "get_include get_printoptions getbufsize geterr geterrcall info printoptions set_printoptions setbufsize "
        "seterr seterrcall show_config show_runtime test",
    ),
    no_derivative(
        "it counts or compares equal numbers, so that the length of its result jumps",
        "intersect1d setdiff1d setxor1d trim_zeros union1d unique unique_all unique_counts unique_inverse "
        "unique_values",
    ),
    no_derivative("it works on the bits of integers", "packbits unpackbits"),
    out_of_scope(
        "it is about dates",
        "busday_count busday_offset busdaycalendar datetime_as_string datetime_data is_busday isnat",
    ),
    out_of_scope(
        "it makes arrays of another class, whose operators may mean something else",
        "asmatrix bmat matrix memmap recarray record",
        "use np.asarray",
    ),
    out_of_scope(
        "rounding decides which coefficients of the rest are cut off",
        "polydiv",
        "use numpy.polynomial.polynomial.polydiv, lowest power first",
    ),
    out_of_scope("it makes an object of coefficients", "poly1d", "use np.polyval"),
    out_of_scope(
        "how many axes its result has depends on a shape", "histogramdd", "use np.histogram or np.histogram2d"
    ),
    out_of_scope("it orders complex numbers, by their real parts first", "sort_complex", "use np.sort of real numbers"),
    out_of_scope(
        "it makes an object that walks over arrays",
        "broadcast flatiter nditer nested_iters ndenumerate",
        "write the loop",
    ),
    out_of_scope(
        "it makes a function or class of NumPy's that srcad does not look into",
        "frompyfunc ufunc ndarray",
        "write a loop, or np.vectorize",
    ),
    out_of_scope(
        "it may raise or copy, depending on the memory it is given",
        "asarray_chkfinite require",
        "use np.asarray",
    ),
)

NDARRAY: tuple[Reason, ...] = (
    lifted("it is a view of the array", "T real imag mT"),
    lifted("it is a store into the array", "fill partition put sort"),
    lifted("it makes numbers of another type", "item tolist"),
    structural(
        "it tells how the array lies in memory, or its type",
        "base ctypes data device dtype flags itemsize nbytes strides",
    ),
    structural("it sets how the array lies in memory", "setflags byteswap getfield setfield to_device"),
    effect("it writes a file, or bytes", "dump dumps tobytes tofile"),
    out_of_scope("it reads the memory of the array as something else", "view", "use `astype`"),
    out_of_scope("it changes how much memory the array has", "resize", "use np.resize or a store"),
    out_of_scope("it makes an object that walks over the array", "flat", "use `ravel`"),
)

UFUNC: tuple[Reason, ...] = (
    lifted("it adds into an array", "add.at"),
    no_derivative(
        "the function compares or works on bits, and has the derivative zero",
        "*equal.* less.* greater.* logical_*.* bitwise_*.* *_shift.* gcd.* lcm.* floor_divide.* heaviside.* "
        "nextafter.*",
    ),
    no_derivative(
        "its second argument is an integer, and its result is none that could be given to it again",
        "ldexp.reduce ldexp.accumulate ldexp.reduceat",
    ),
    out_of_scope(
        "what NumPy gives is not the function of one item after the other",
        "arctan2.reduce arctan2.reduceat power.reduce power.reduceat",
        "use `accumulate`, or np.float_power",
    ),
)
