"""inforce: what is prohibited, who and what it catches, for any day, with the law and the evidence attached.

ref = inforce.as_known("2019-10-16"); inforce.screen("shipments.csv", ref); inforce.compare("Kim Jong Un", "Kim Jong Nam").score
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from inforce.match import compare
    from inforce.reference import Reference
    from inforce.run.screen import screen

__version__ = "0.1.0"
__all__ = ["__version__", "as_known", "compare", "screen"]


def as_known(
    day: "date | str | None" = None,
    lists: "Sequence[str] | None" = None,
    home: "Path | str | None" = None,
    threshold: float | None = None,
    profile: str = "customer",
) -> "Reference":
    """The Reference of what was known on `day`; None: of each list's newest edition held, which the Reference names.

    `lists` are ids, None for all that are held; `home` is where they are held, None for INFORCE_HOME; `threshold` in [0, 1]
    is the score from which a name match is reported, None for the one that `profile` is meant for: the weights that names are
    compared with (customer, payment, investigator, ofac). Raises UsageError, ListError.
    """
    from pathlib import Path

    from inforce.cli.settings import home as settled
    from inforce.cli.settings import known_day
    from inforce.reference import build
    from inforce.store.archive import Archive

    known = None if day is None else known_day(day)
    held = Archive(Path(home) if home else settled())
    ref = build(held, known, (lists,) if isinstance(lists, str) else tuple(lists or ())).with_profile(profile)
    return ref if threshold is None else ref.with_threshold(threshold)


def __getattr__(name: str) -> Any:
    """`compare` and `screen` come when they are asked for: `import inforce` reads no table and no list."""
    if name == "compare":
        from inforce.match import compare

        return compare
    if name == "screen":
        from inforce.run.screen import screen

        return screen
    raise AttributeError(f"module 'inforce' has no attribute {name!r}")
