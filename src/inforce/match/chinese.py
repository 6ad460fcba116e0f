"""Chinese personal names in Pinyin and Wade-Giles: which word is the surname, and whether two names can be one.

A name counts as Chinese only if all of it does: one surname at either end and one or two syllables of Mandarin beside it. Then
every syllable must be able to be the same: Xi Jinping is Hsi Chin-p'ing, and Zhang Wei may be Chang Wei, but not Zhang Wen.
Pinyin is that of ISO 7098, Wade-Giles that of Giles's dictionary (1912) without its marks, which lists leave out.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from inforce.match import whole
from inforce.match.whole import Custom, Names, cut

# fmt: off
_PINYIN = (
    "a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai "
    "chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da "
    "dai dan dang dao de dei deng di dian diao die ding diu dong dou du duan dui dun duo e ei en er fa fan fang fei fen feng fo "
    "fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng "
    "hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang "
    "kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin "
    "ling liu long lou lu luan lun luo lv lve ma mai man mang mao mei men meng mi mian miao mie min ming miu mo mou mu na nai "
    "nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve ou pa pai pan pang pao pei pen "
    "peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren "
    "reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou "
    "shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie "
    "ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan "
    "xue xun ya yan yang yao ye yi yin ying yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang "
    "zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo"
)
# The surnames of the 400 most common of China's registers, as they are read in names.
_FAMILIES = (
    "ai an ao bai ban bao bei bi bian bo bu cai cao cen chai chang chao che chen cheng chi chu cong cui dai dang deng diao ding "
    "dong dou du duan fan fang fei feng fu gan gao ge geng gong gou gu guan gui guo hai han hang hao he hong hou hu hua huang hui "
    "huo ji jia jian jiang jiao jin jing ju kan kang ke kong kou kuang lai lan lang lao lei leng li lian liang liao lin ling liu "
    "long lou lu luan luo lv ma mai man mao mei meng mi miao min ming mo mou mu nan ni nie ning niu nong ou pan pang pei peng pi "
    "piao ping pu qi qian qiang qiao qin qiu qu quan ran rao ren rong ru ruan rui sang sha shan shang shao she shen sheng shi shu "
    "shuai si song su sui sun tai tan tang tao teng tian tie tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing "
    "xiong xu xuan xue xun yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong "
    "zhou zhu zhuang zhuo zong zou zuo"
)
PINYIN = _PINYIN.split()
SURNAMES = frozenset(_FAMILIES.split())
DOUBLE = {"ouyang", "shangguan", "sima", "situ", "zhuge", "xiahou", "huangfu", "murong", "linghu", "dongfang", "nangong", "ximen"}
_SPELT = {
    "lee": "li", "soong": "song", "koo": "gu", "woo": "wu", "chow": "zhou", "shaw": "xiao", "lyu": "lv", "nyu": "nv",
    "loo": "lu", "szu": "si", "tze": "zi", "shih": "shi", "teh": "de",
}
_HEADS = {"zh": "ch", "ch": "ch", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "b": "p", "d": "t", "g": "k", "r": "j"}
_TAILS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "ve": "ueh", "iong": "iung", "v": "u"}
_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "er": "erh", "yan": "yen", "ye": "yeh", "yi": "i", "you": "yu", "yong": "yung",
    "yue": "yueh", "e": "o", "he": "ho", "ge": "ko", "ke": "ko", "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo",
    "huo": "huo", "shuo": "shuo",
}
# fmt: on
_PARTS = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")
# Pairs that unmarked Wade-Giles writes alike fall together, and ü with u.
_COARSE = {"zh": "c", "ch": "c", "j": "c", "q": "c", "c": "z", "b": "p", "d": "t", "g": "k"}


def wade(syllable: str) -> str:
    """A syllable of Pinyin in Wade-Giles without its marks: zhang and chang are chang, xi is hsi."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    head, tail = _parts(syllable)
    if tail == "i" and head in ("zh", "ch", "sh", "r"):
        tail = "ih"
    elif tail == "uo":
        tail = "o"
    return _HEADS.get(head, head) + _TAILS.get(tail, tail)


def _parts(syllable: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(syllable)
    return (found[1], found[2]) if found else ("", syllable)


def _table() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {p: {p: 0} for p in PINYIN}
    for p in PINYIN:
        spelt = wade(p)
        if spelt in PINYIN:
            if p[0] != "r":  # ju and jun are Pinyin before they are Wade-Giles for ru and run
                found[spelt].setdefault(p, 1)
        else:
            found.setdefault(spelt, {})[p] = 0
    found["lu"]["lv"], found["nu"]["nv"] = 0, 0  # ü without its dots
    return found | {spelt: {p: 1} for spelt, p in _SPELT.items()}


_SOUNDS = _table()


def sounds(spelt: str) -> dict[str, int]:
    """The syllables of Pinyin that a spelt one may be, each with its rank (0 as written, 1 by custom or a second system)."""
    return _SOUNDS.get(spelt, {})


@lru_cache(1 << 14)
def splits(word: str) -> tuple[Names, ...]:
    """The ways to cut a word into one to three syllables of Mandarin; () when there is none."""
    return cut(word, sounds, 6)


@lru_cache(1 << 14)
def surname(spelt: str) -> frozenset[str]:
    """The surnames, in Pinyin, that a word may be; empty when it is none."""
    if spelt in DOUBLE:
        return frozenset([spelt])
    return SURNAMES.intersection(_SOUNDS.get(spelt, ())) or _NONE


_NONE: frozenset[str] = frozenset()  # one for all
_IN_PINYIN = frozenset(PINYIN)


_CUSTOM = Custom(surname, splits)


def parse(words: Sequence[str], order: str = "") -> list[Names]:
    """The ways to read Latin words as a Chinese name: spelt syllables, the surname first; `order` is as in `whole.parse`."""
    return whole.parse(words, _CUSTOM, order)


def key(names: Names) -> str:
    """The coarse key of a parsed name, equal for all that `points` may call the same: a channel for retrieval."""
    return "|".join([_coarse(surname(names[0])), *(_coarse(sounds(s)) for s in names[1:])])


def _coarse(found: frozenset[str] | dict[str, int]) -> str:
    return min(_class(p) for p in found)


def _class(syllable: str) -> str:
    head, tail = _parts("yu" if syllable == "you" else syllable)
    return _COARSE.get(head, head) + tail.replace("v", "u")


def points(a: Names, b: Names) -> int:
    """How surely two parsed names are one, 0 to 10,000: 0 when a syllable cannot be the same, 500 off where two systems spell."""
    if len(a) != len(b) or surname(a[0]).isdisjoint(surname(b[0])):
        return 0
    ranks = [_rank(x, y) for x, y in zip(a, b, strict=True)]
    return 0 if None in ranks else 10_000 - 500 * min(2, sum(r for r in ranks if r))


def in_pinyin(names: Names) -> bool:
    """Whether Pinyin alone spells it: Lee, Jang and Ho are Mandarin by other systems, and Ri is no surname."""
    return names[0] in SURNAMES and all(s in _IN_PINYIN for s in names)


def slip(a: Names, b: Names) -> bool:
    """Whether each syllable is the same or one edit away (Xi Jinping, Xi Jinpeng), or one name has fewer syllables."""
    return len(a) != len(b) or all(_rank(x, y) is not None or OSA.distance(x, y) < 2 for x, y in zip(a, b, strict=True))


@lru_cache(1 << 16)
def _rank(a: str, b: str) -> int | None:
    if a == b:
        return 0
    ours, theirs = sounds(a), sounds(b)
    return min((ours[p] + theirs[p] for p in ours.keys() & theirs.keys()), default=None)
