"""Python's collector of cycles, kept from going through all that is remembered of names, again and again, while names are looked up."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it no cycles are looked for, in any thread: what it makes has none. Afterwards they are, if they were before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
