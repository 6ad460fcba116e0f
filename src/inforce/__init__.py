"""inforce: what is prohibited, who and what it catches, for any day, with the law and the evidence attached."""

__version__ = "0.1.0"
