"""Which lists there are: the folders of this package that hold a list.toml, and those of other packages by entry point."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from types import MappingProxyType

from inforce.base.errors import ConfigError, UsageError
from inforce.base.kept import toml
from inforce.lists.spec import ListSpec, spec_of

GROUP = "inforce.lists"
_MEMBER = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")


def ids() -> tuple[str, ...]:
    """The ids of all lists, sorted."""
    return tuple(sorted(_packages()))


def get(list_id: str) -> ListSpec:
    """The list of that id; for 'family.member', the family's with that id. Raises UsageError when there is none, ConfigError
    when its list.toml does not say one clear thing."""
    name, _, member = list_id.partition(".")
    package = _packages().get(name)
    if package is None:
        raise UsageError(f"There is no list {list_id!r}. The lists are: {', '.join(ids())}.")
    spec = _spec(package)
    if spec.id != name:
        raise ConfigError(f"list.toml of {package} calls itself {spec.id!r} and is registered as {name!r}.")
    return _member(spec, list_id, member) if list_id != name else spec


def _member(spec: ListSpec, list_id: str, member: str) -> ListSpec:
    if not spec.family:
        raise UsageError(f"There is no list {list_id!r}: {spec.id} is one list, not a family of them.")
    if not _MEMBER.fullmatch(member):
        raise UsageError(f"{list_id!r}: the name behind {spec.id}. is made of small letters, digits and _, 64 at most.")
    addresses = {part: a.replace("{name}", member).replace("{NAME}", member.upper()) for part, a in spec.addresses.items()}
    return replace(spec, id=list_id, title=f"{spec.title}: {member}", addresses=addresses)


@cache
def _packages() -> Mapping[str, str]:
    found = {f.name: f"inforce.lists.{f.name}" for f in files("inforce.lists").iterdir() if f.is_dir() and (f / "list.toml").is_file()}
    for point in entry_points(group=GROUP):
        if found.setdefault(point.name, point.value) != point.value:
            raise ConfigError(f"Two packages bring a list {point.name!r}: {found[point.name]} and {point.value}. Uninstall one.")
    return MappingProxyType(found)


@cache
def _spec(package: str) -> ListSpec:
    try:
        said = toml(files(package) / "list.toml")
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"list.toml of {package} is no TOML: {e}.") from None
    except (ModuleNotFoundError, FileNotFoundError) as e:
        raise ConfigError(f"The list package {package} holds no list.toml ({e}). Reinstall it or remove its entry point.") from e
    return spec_of(said, package)
