"""Spares the SDK the rebuilding of its pydantic models with every call.

mistralai 3.7 wraps each value that it sends or receives in a pydantic model made for that one value, several
times per call, and reads the type hints of the request class each time. Making a model class costs about a
millisecond, and the classes of one type are all alike: `spare_rebuilding` lets the SDK keep them.

Measured on two shared cores, CPU per `chat.complete_async`, 30 calls in flight: the SDK as it comes 12–14 ms;
with classes and type hints kept 4.3–5.2 ms; and with messages and response format given as the SDK's own
models instead of dictionaries, as client.py does, 2.9–3.7 ms. A bare httpx2 POST of the same body takes
1.3–2.0 ms. `benchmarks/calls.py` measures it anew.

Nothing but time changes: the class kept for a type is the very class that the SDK would make again, and the
SDK only ever makes instances of it, so that other users of the SDK in this process get the same bodies and
replies as before. A test holds bodies, replies and errors against the untouched SDK.
"""

import functools
import importlib.metadata
import typing
from typing import Any, get_args

import mistralai.client.utils.queryparams
import mistralai.client.utils.serializers

RELEASE = "3.7."
"""The release of mistralai that this knows; any other is left as it comes: slower, and just as right."""

# Any, since what is replaced in them is not theirs to export.
_queryparams: Any = mistralai.client.utils.queryparams
_serializers: Any = mistralai.client.utils.serializers


def spare_rebuilding() -> bool:
    """Let the SDK keep the classes it makes; once is enough, and more than once is harmless.

    Returns:
        Whether the SDK keeps them now; False for a release that this module does not know.
    """
    if not importlib.metadata.version("mistralai").startswith(RELEASE):
        return False
    if _serializers.create_model is not _create_model:
        _serializers.create_model = _create_model
        _queryparams.get_type_hints = functools.cache(typing.get_type_hints)
    return True


_make_model: Any = _serializers.create_model


def _create_model(name: str, /, **definition: Any) -> Any:
    """Stand in for `pydantic.create_model` inside the SDK's serializers."""
    kind = definition["body"][0] if definition.keys() == {"body", "__config__"} else None
    try:
        # `X | Y` equals `Y | X`, yet pydantic tries them in order: the arguments tell them apart.
        return _kept_model(name, kind, get_args(kind), tuple(sorted(definition["__config__"].items())))
    except (TypeError, KeyError):  # no such definition, or a type that cannot be hashed: make it as always
        return _make_model(name, **definition)


@functools.lru_cache(maxsize=1024)
def _kept_model(
    name: str, kind: Any, _arguments: tuple[Any, ...], config: tuple[tuple[str, Any], ...]
) -> Any:
    if kind is None:
        raise KeyError(name)
    # The SDK's own module, since names in its annotations are looked up there.
    return _make_model(name, body=(kind, ...), __config__=dict(config), __module__=_serializers.__name__)
