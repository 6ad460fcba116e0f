"""Kana: morae in Hepburn's romanisation (1886, as revised in 1954), hiragana and katakana alike, and those that katakana has for foreign
sounds (the Cabinet's notice of 1991: ファ fa, ティ ti, ヴァ va). Long vowels are not told: Shinzo, not Shinzou."""

import re

SMALL_TSU, LONG = "ッ", "ー"
_SPELT = (
    "ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko ガ ga ギ gi グ gu ゲ ge ゴ go サ sa シ shi ス su セ se "
    "ソ so ザ za ジ ji ズ zu ゼ ze ゾ zo タ ta チ chi ツ tsu テ te ト to ダ da ヂ ji ヅ zu デ de ド do ナ na ニ ni "
    "ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po マ ma "
    "ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヰ i ヱ e ヲ o ン n ヴ vu ヵ ka "
    "ヶ ke ヷ va ヸ vi ヹ ve ヺ vo"
)
_MORAE = dict(zip(_SPELT.split()[::2], _SPELT.split()[1::2], strict=True))
_SMALL = dict(zip("ァィゥェォャュョヮ", "a i u e o ya yu yo wa".split(), strict=True))  # noqa: SIM905
RUN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_KATAKANA = {n: n + 0x60 for n in range(0x3041, 0x3097)}
_TWICE = re.compile("o[ou]|uu|aa|ee|ii(?=.)")


def katakana(text: str) -> str:
    """Hiragana as katakana; all else stays."""
    return text.translate(_KATAKANA)


def is_kana(c: str) -> bool:
    """Whether c is a sign of either kana."""
    return "\u3041" <= c <= "\u3096" or "\u30a1" <= c <= "\u30fc"


def morae(text: str) -> list[str]:
    """The morae of a run of kana in Latin letters, one of `SMALL_TSU` and `LONG` as itself; [] if it holds anything else."""
    out: list[str] = []
    for c in katakana(text):
        if c in _SMALL and out and len(out[-1]) < 4 and out[-1][-1] in "aeiou":
            out[-1] = _joined(out[-1], _SMALL[c])
        elif c in (SMALL_TSU, LONG):
            out.append(c)
        elif c in _MORAE:
            out.append(_MORAE[c])
        else:
            return []
    return out


def _joined(mora: str, small: str) -> str:
    """キ and ャ are kya, シ and ャ sha, フ and ァ fa, ウ and ィ wi, ク and ァ kwa."""
    head = mora[:-1]
    if len(small) == 2 and small[0] == "y":
        return head + (small[1] if head in ("sh", "ch", "j") else small)
    if mora in ("u", "i"):
        return {"u": "w", "i": "y"}[mora] + small
    return head + ("w" + small if mora in ("ku", "gu") and small[0] != "w" else small)


def hepburn(run: str) -> str:
    """A run of kana as a Japanese word: あべ abe, しんぞう shinzo, きっちょう kitcho."""
    out, double = "", False
    for mora in morae(run):
        out += ("t" if mora[:2] == "ch" else mora[0]) * double + (mora if mora.isascii() else "")
        double = mora == SMALL_TSU
    return _TWICE.sub(lambda m: m[0][0], out)
