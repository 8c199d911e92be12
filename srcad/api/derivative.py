"""What `grad` and its kin return: a function that is transformed anew for each signature it is called with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakSet

from srcad import pipeline
from srcad.api.arguments import Signature, check_targets, known_lengths, read_signature
from srcad.api.dispatch import dispatcher
from srcad.api.examples import example_values
from srcad.api.seeds import conform
from srcad.api.specialisation import Specialisation, call_arguments, specialisation
from srcad.api.wrapped import Wrapped
from srcad.errors import ArgumentError, SrcadError
from srcad.front.static import NeedsValue
from srcad.pipeline.differentiate import NotScalar
from srcad.spec import Spec, printed_name

#: more texts than this are not kept for one function: the oldest goes
KEPT = 64
#: all derivatives that are in use: what they have written is void when rules change
_MADE: WeakSet[Derivative] = WeakSet()
#: the attribute of a function under which its derivatives are found again
KEEPER = "__srcad_derivatives__"


class Derivative(Wrapped):
    """A derivative of a plain Python function, itself callable like that function.

    `source` is the text written last, `source_for(*args)` the text for given arguments, `primal` the function it was
    made from.
    """

    def __init__(self, primal: Callable[..., Any], spec: Spec) -> None:
        super().__init__(primal, printed_name(primal, spec.mode))
        self.spec = spec
        self._parameters = tuple(self.__signature__.parameters.values())
        self._specialisations: list[Specialisation] = []
        self._demanded: frozenset[str] = frozenset()
        self._lock = threading.RLock()
        self._renew_dispatcher()
        _MADE.add(self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError  # every instance is of a class of its own, whose __call__ is its dispatcher

    def _renew_dispatcher(self) -> None:
        function = dispatcher(self.__name__, self.primal, self.spec.mode, self._specialisations, self._after_miss)
        type(self).__call__ = staticmethod(function)  # type: ignore[method-assign]

    def _after_miss(self, values: tuple[Any, ...], extra: Any) -> Any:
        """Find or make the specialisation for a call, and call it."""
        named = {param.name: value for param, value in zip(self._parameters, values, strict=True)}
        special = self.specialise(named)
        args, kwargs = call_arguments(self._parameters, named)
        if self.spec.mode == "jvp":
            kwargs.update(zip(special.extras, extra, strict=True))
        elif special.extras:
            kwargs[special.extras[0]] = conform(extra, 1.0, "out_bar")
        result = special.derived.function(*args, **kwargs)
        return (special, result) if self.spec.mode == "vjp" else result

    def specialise(self, values: Mapping[str, Any]) -> Specialisation:
        """The text for these arguments: one that was made before if it is still right, else a new one."""
        with self._lock:
            while True:
                signature = read_signature(self._parameters, values, self._demanded)
                for special in self._specialisations:
                    if special.signature.key == signature.key and special.live():
                        return special
                try:
                    return self._add(signature)
                except NotScalar as error:
                    raise NotScalar(error.name, known_lengths(error.dims, values)) from None
                except NeedsValue as need:
                    if need.name in self._demanded:
                        raise
                    self._demanded |= {need.name}

    def forget(self) -> None:
        """Write every text anew when it is asked for."""
        with self._lock:
            self._specialisations.clear()
            self._renew_dispatcher()

    def _add(self, signature: Signature) -> Specialisation:
        if self.spec.mode != "value":
            check_targets(self.spec, signature)
        derived = pipeline.derive(self.primal, self.spec, signature.params, signature.types)
        special = specialisation(signature, derived)
        if not special.live():
            raise SrcadError(f"what `{self.__name__}` reads from outside changed while it was being transformed")
        self._specialisations[:] = [special, *self._specialisations][:KEPT]
        self._renew_dispatcher()
        return special

    def source_for(self, *args: Any, **kwargs: Any) -> str:
        """The text for arguments of these types; for a method, its object first."""
        try:
            bound = self.bind(*args, **kwargs)
        except TypeError as error:
            raise ArgumentError(
                f"`{self.__name__}` cannot be called so: {error}",
                "the arguments of a call; for the gradient of a bound method, its object first",
            ) from None
        return self.specialise(bound.arguments).derived.source

    @property
    def source(self) -> str:
        """The newest text; before the first call that for floats, where the annotations do not say otherwise."""
        if self._specialisations:
            return self._specialisations[0].derived.source
        demanded = self._demanded
        special = self.specialise(example_values(self.__name__, self._parameters))
        if self._demanded != demanded:
            self.forget()
            raise ArgumentError(
                f"the text depends on the value of {', '.join(f'`{name}`' for name in sorted(self._demanded))}",
                f"`{self.__name__}.source_for(...)` with arguments",
            )
        return special.derived.source

    def __repr__(self) -> str:
        options = f", has_aux={self.spec.has_aux}" if self.spec.has_aux else ""
        return f"<{self.__name__}{self.__signature__}, argnums={self.spec.argnums!r}{options}>"

    def remake(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return derivative, (self.primal, self.spec)


def forget_texts() -> None:
    """Let no derivative use a text that was written before now."""
    for each in list(_MADE):
        each.forget()


def derivative(primal: Callable[..., Any], spec: Spec) -> Derivative:
    """The derivative of a function; the same object for the same request, so that nothing is compiled twice.

    It is kept by the function itself, and goes when that goes.
    """
    kept: dict[Any, Derivative] = getattr(primal, "__dict__", {}).setdefault(KEEPER, {})
    # a decorator that copies the attributes of a function copies this one too
    key = id(primal), spec
    made = kept.get(key)
    if made is None or made.primal is not primal:
        cls = type(Derivative.__name__, (Derivative,), {"__doc__": Derivative.__doc__, "__module__": __name__})
        made = kept[key] = cls(primal, spec)
    return made
