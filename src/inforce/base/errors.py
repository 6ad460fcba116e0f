"""What can go wrong so that the caller must act.

InforceError                 everything below; the faces print it and exit with its `exit_code`
├── UsageError        (2)    an argument that cannot be meant: unknown check, day that is no day
├── InputError        (2)    a subject file that cannot be read as what it was said to be
├── ConfigError       (3)    INFORCE_HOME or a setting that cannot be used
├── ListError         (3)    a list that cannot be relied on
│   ├── Refused              a file that may not become an edition; it is kept aside
│   ├── Unknown              no edition was known on that day: the answer is "unknown", never "clear"
│   └── Damaged              a stored edition whose bytes no longer are what was filed
├── Busy              (3)    another process is writing
├── LawError          (3)    a file of the law or of the talks that does not say one clear thing
└── NetworkError      (4)    a pull that got no usable answer

Data that could not be read is an `Issue`, and a subject that lacks a fact is a finding `undetermined`: neither is an error.
"""


class InforceError(Exception):
    """Tells what happened, where, and what to do. `exit_code` is what a command line ends with."""

    exit_code = 1


class UsageError(InforceError):
    """An argument that cannot be meant."""

    exit_code = 2


class InputError(InforceError):
    """A subject file that cannot be read as what it was said to be."""

    exit_code = 2


class ConfigError(InforceError):
    """A directory or setting that cannot be used."""

    exit_code = 3


class ListError(InforceError):
    """A list that cannot be relied on."""

    exit_code = 3


class Refused(ListError):
    """A file that may not become an edition of that list; the last good edition stays in use."""


class Unknown(ListError):
    """No edition of the list was known on that day."""


class Damaged(ListError):
    """A stored edition whose bytes no longer are what was filed."""


class Busy(InforceError):
    """Another process is writing to the same place."""

    exit_code = 3


class LawError(InforceError):
    """A file of the law or of the talks that does not say one clear thing."""

    exit_code = 3


class NetworkError(InforceError):
    """A pull that got no usable answer."""

    exit_code = 4
