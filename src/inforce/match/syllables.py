"""Korean syllables behind their spellings: which sounds 'jong', 'chŏng', 'jeong', 'jung', 'чен' and 정 may stand for.

A sound is three letters: initial, vowel, final. Plain, tense and aspirated initials are one, since most lists print neither
doubled letters nor apostrophes. Vowels and finals stay apart as far as the spelling tells them. Each sound has a rank: 0 where
McCune-Reischauer (with or without its marks), the Revised Romanization of 2000, the DPRK's usage or the rules of `abroad` write
it so, 1 where custom does (Jung for 정, Chul for 철). Only the syllables of Korean names count: those that Unicode's Unihan
database (15.0, field kHangul) gives as readings of Han characters.
"""

from functools import cache, lru_cache
from pathlib import Path

from inforce.base.kept import kept
from inforce.match import abroad
from inforce.match.abroad import unlinked
from inforce.match.scripts import hangul
from inforce.match.scripts.hangul import is_hangul, parts
from inforce.match.scripts.kana import is_kana
from inforce.match.whole import Names, cut

# fmt: off
NAMED = (
    "가각간갈감갑강개객갱갹거건걸검겁게격견결겸경계고곡곤골공곶과곽관괄광괘괴괵굉교구국군굴궁권궐궤귀규균귤극근글금급긍기긴길김끽나낙난날남납낭내냉녀녁년념녑녕노녹논농"
    "뇌뇨누눈눌뉴뉵늑늠능니닉닐다단달담답당대댁덕도독돈돌동두둔둘득등라락란랄람랍랑래랭략량려력련렬렴렵령례로록론롱뢰료룡루류륙륜률륭륵름릉리린림립마막만말망매맥맹멱"
    "면멸명몌모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별병보복본볼봉부북분불붕비빈빙사삭산살삼삽상새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭쉬슬습승시식신실"
    "심십쌍씨아악안알암압앙애액앵야약양어억언얼엄업에엔여역연열염엽영예오옥온올옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임입잉자작잔잠잡장재쟁"
    "저적전절점접정제조족존졸종좌죄주죽준줄중즉즐즙증지직진질짐집징차착찬찰참창채책처척천철첨첩청체초촉촌총촬최추축춘출충췌취측층치칙친칠침칩칭쾌타탁탄탈탐탑탕태택탱터"
    "토톤통퇴투퉁특틈파판팔패팽퍅편폄평폐포폭표품풍피픽필핍하학한할함합항해핵행향허헌헐험혁현혈혐협형혜호혹혼홀홍화확환활황회획횡효후훈훌훙훤훼휘휴휼흉흑흔흘흠흡흥희히힐"
)
_I, _V = "kknttrmppss_cccktph", "aeAEveVEowWWOuqWyUxzi"
_F = "_kkknnntlkmlllplmppttNttktpt"
_HEADS = {
    "k": "k", "kk": "k", "g": "k", "gg": "k", "kh": "k", "n": "n", "t": "t", "tt": "t", "d": "t", "dd": "t", "th": "t", "r": "r",
    "l": "r", "rh": "r", "m": "m", "p": "p", "pp": "p", "b": "p", "bb": "p", "ph": "p", "s": "s", "ss": "s", "sh": "s", "j": "c",
    "jj": "c", "ch": "c", "tch": "c", "dj": "c", "h": "h", "": "_",
}
_SURE = {
    "a": "a", "ah": "a", "ae": "e", "ai": "e", "ay": "e", "e": "e", "eh": "e", "ey": "e", "ya": "A", "yae": "E", "ye": "E",
    "eo": "v", "uh": "v", "o": "vo", "oh": "vo", "yo": "VO", "yeo": "V", "yuh": "V", "you": "VU", "u": "ux", "oo": "u",
    "ou": "u", "woo": "u", "wu": "u", "eu": "x", "yu": "U", "yoo": "U", "wa": "w", "wae": "W", "oe": "W", "oi": "W", "oy": "W",
    "we": "W", "wo": "q", "weo": "q", "wi": "y", "ui": "z", "eui": "z", "i": "i", "ee": "i", "y": "i", "yi": "i",
}
_CUSTOM = {"ee": "z", "i": "z", "y": "z", "e": "V", "ye": "V", "yu": "V", "yoo": "V"}  # 희 Hee, 혁 Hek, 현 Hyun
_TAILS = {
    "": "_", "k": "k", "ck": "k", "g": "k", "n": "n", "l": "l", "r": "l", "m": "m", "p": "p", "b": "p", "ng": "N", "t": "t", "d": "t",
    "s": "t",
}
# fmt: on


def _code(c: str) -> str:
    i, v, f = parts(c)
    return _I[i] + _V[v] + _F[f]


CODES = frozenset(_code(c) for c in NAMED)


@lru_cache(1 << 14)
def sounds(spelt: str) -> dict[str, int]:
    """The sounds that one spelt syllable may stand for, each with its rank; {} when it is no syllable of a Korean name.
    `spelt` is one syllable in lower-case Latin letters without marks, in those of `abroad` or in Hangul, or the Hangul readings of one
    Han character."""
    if is_hangul(spelt[0]):
        return {_code(c): 0 for c in spelt} if all(map(is_hangul, spelt)) else {}
    if spelt.isascii():
        return _table().get(spelt, {})
    return {code: rank for code, rank in reversed(list(abroad.codes(spelt))) if code in CODES}


@cache
def _table() -> dict[str, dict[str, int]]:
    return kept([Path(__file__), Path(hangul.__file__)], _spelt)


def _spelt() -> dict[str, dict[str, int]]:
    """Every Latin spelling of a syllable, with its sounds: about 5,000."""
    found: dict[str, dict[str, int]] = {}
    vowels = [(v, vowel, 0) for vowel, vs in _SURE.items() for v in vs] + [(v, vowel, 1) for vowel, v in _CUSTOM.items()]
    vowels += [("v", "u", 1), ("v", "ou", 1), ("v", "eu", 2)]
    for code in CODES:
        heads = [h for h, initial in _HEADS.items() if initial == code[0]]
        tails = [t for t, final in _TAILS.items() if final == code[2]]
        for _, vowel, rank in (x for x in vowels if x[0] == code[1]):
            if rank == 1 and vowel in ("u", "ou") and not _custom(code):
                continue
            for head in heads:
                if vowel == "y" and head not in ("h", "r", "l"):
                    continue
                closed = vowel != "y" and (vowel[-1] != "h" or head in ("", "s", "p", "b", "k", "t"))  # Ahn, Sohn, but not John
                ends = tails if closed else [t for t in tails if not t]
                _spell(found, [head + vowel + t for t in ends], code, 1 if rank == 2 and head in ("tch", "dj", "ch") else rank)
    for spelt, ranks in found.items():
        if 2 in ranks.values():  # 억 Euk: only where ㅡ gives no syllable
            found[spelt] = {code: min(rank, 1) for code, rank in ranks.items() if rank < 2 or len(ranks) == 1}
    return found


def _custom(code: str) -> bool:
    """Whether custom writes ㅓ as u here: Jung, Sung, Chul, Sub, Bum, Suk, Chun for 전 and 천, and Sun for 선 (Choe Son Hui is Choi
    Sun-hee). Elsewhere before n, and before a bare k, the vowels tell names apart: Un and On, Uk and Ok."""
    return code[2] in "Nlpm" or (code[2] == "k" and code[0] in "sth") or code in ("cvn", "svn")


def _spell(found: dict[str, dict[str, int]], spellings: list[str], code: str, rank: int) -> None:
    for spelt in spellings:
        ranks = found.setdefault(spelt, {})
        ranks[code] = min(rank, ranks.get(code, rank))


@lru_cache(1 << 14)
def splits(word: str) -> tuple[Names, ...]:
    """The ways to cut a word into one to three syllables of Korean names, fewest syllables first; () when there is none."""
    if is_hangul(word[0]):
        return (tuple(word),) if len(word) <= 3 and all(is_hangul(c) for c in word) else ()
    if word.isascii():
        return cut(word, _table().get, 7)
    ways = cut(word, sounds, 7)
    if not all(map(is_kana, word)):
        return ways
    apart = (unlinked(*way) for way in ways if len(way) == 2)
    return (*ways[:1], *(way for way in apart if way and all(map(sounds, way))), *ways[1:])
