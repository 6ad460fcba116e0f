"""`inforce lists`: the editions held of each official list."""

import typer


def register(app: typer.Typer) -> None:
    """Adds the verb `lists` to the command line."""
    lists = typer.Typer(help="The editions held of each official list: show, add, compare.", no_args_is_help=False)
    app.add_typer(lists, name="lists")
