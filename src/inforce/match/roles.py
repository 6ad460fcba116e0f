"""What part a word plays in a name: a particle, a title, a legal form, a word many names share, a number, an initial, or plain."""

_ANYONE = {"particle": "al el ul bin ibn ben bint bt ould bou abu de del della der den di da do dos du la le van von zu y e and the of"}
_PERSON = {"title": "mr mrs ms dr prof sheikh shaikh haji hajji maulavi mullah gen general col colonel maj major capt captain sir"}
_COMPANY = {
    "legal": "ltd limited llc inc incorporated corp corporation co company plc gmbh ag sa sarl srl spa bv nv oao ooo zao pao jsc pjsc kg",
    "generic": "trading trade group international general import export shipping marine bank industries industrial holding holdings",
}
_VESSEL = {"generic": "mv mt ms ss no vessel ship"}
_OF = {
    schema: {word: name for table in (_ANYONE, own) for name, words in table.items() for word in words.split()}
    for schema, own in {"Person": _PERSON, "Company": _COMPANY, "Vessel": _VESSEL, "Airplane": _VESSEL}.items()
}


def role(text: str, schema: str) -> str:
    """The role of a folded word in a name of that schema: Person, Vessel, Airplane, or Company for every other."""
    if text.isdigit():
        return "number"
    return "initial" if len(text) == 1 else _OF[schema].get(text, "plain")
