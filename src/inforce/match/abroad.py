"""Korean syllables as other alphabets write them: which sounds a spelt one may stand for.

Cyrillic by Kontsevich (1950s) and the older press usage (Ким Чен Ын, Ким Ир Сен), katakana by Japan's press, Arabic, Persian and
Hebrew letters by the press of their countries, and Thai by the Royal Society's rules for Korean (2012): from general knowledge, so that
more is allowed than one rule would. Sounds are those of `syllables`: initial, vowel, final.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from inforce.match.scripts.kana import morae


@dataclass(frozen=True)
class Alphabet:
    """How an alphabet begins a syllable, goes on and ends it, each with the letters of `syllables` that it may stand for; `custom` are
    vowels that are rather something else; `opening` are those at the start of a syllable, where they differ."""

    heads: dict[str, str]
    vowels: dict[str, str]
    tails: dict[str, str]
    custom: dict[str, str]
    opening: dict[str, str]

    def codes(self, spelt: str) -> Iterator[tuple[str, int]]:
        """Each sound that a syllable may be, with its rank, the surest first."""
        closed, opened = self._syllable
        if found := closed.fullmatch(spelt) or opened.fullmatch(spelt):
            head, vowel, tail = found.groups()
            vowels = (self.vowels if head else self.opening or self.vowels)[vowel]
            ranked = [(v, 0) for v in vowels] + [(v, 1) for v in self.custom.get(vowel, "")]
            yield from ((i + v + f, rank) for v, rank in ranked for i in self.heads[head] for f in self.tails[tail])

    @cached_property
    def _syllable(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """A syllable with a head, and one without."""
        heads, tails = _any(h for h in self.heads if h), _any(self.tails)
        return re.compile(f"({heads})({_any(self.vowels)})({tails})"), re.compile(f"()({_any(self.opening or self.vowels)})({tails})")


def codes(spelt: str) -> Iterator[tuple[str, int]]:
    """The sounds of one syllable, in letters that are neither Latin nor Hangul; none when it is no syllable."""
    first = spelt[0]
    if "\u0400" <= first < "\u0530":
        return CYRILLIC.codes(spelt)
    if "\u3040" < first < "\u3100":
        return KANA.codes("".join(_MORAE.get(mora, mora) for mora in morae(spelt)))
    if "\u0600" <= first < "\u0700":
        return ARABIC.codes(spelt)
    if "\u0590" <= first < "\u0600":
        return HEBREW.codes(spelt)
    return THAI.codes(_LEADING.sub(r"\2\1", spelt)) if "\u0e00" < first < "\u0e80" else iter(())


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


def _table(text: str) -> dict[str, str]:
    """Pairs of letters and what they stand for; - is nothing."""
    found = text.split()
    return {spelt.replace("-", ""): stands for spelt, stands in zip(found[::2], found[1::2], strict=True)}


CYRILLIC = Alphabet(
    _table("к k г k кх k кк k н n т t д t тх t тт t р r л r м m п p б p пх p пп p с s сс s ч c дж c чж c чх c чч c ц c х h - _"),
    _table("а a я A о vo ё V йо VO у ux ю U ы x и i э e ай e е evV йе E ва w ве W вэ W ой W ое W во q ви y ый z ыи z ий z"),
    _table("- _ к k г k н nN нъ nN нь nN ль l л l р l рь l м m п p б p т t с t"),
    _table("и z е E ю V ё O"),
    {},
)
_MORAE = {"fa": "hwa", "fi": "hwi", "fe": "hwe", "fo": "hwo", "n": "ン"}  # ファン is 환; the ン of 인아 (インア) is no ナ
KANA = Alphabet(
    _table("k k g k n nr t t d t r r m m p p b p s s sh s ch c j c z c ts c h h f h - _"),
    _table("a a ya A o vo yo VO u ux yu U e eEW ye E i i wa w wo q we W wi yz"),
    _table("- _ ン nN mu m ku k ru l pu p ッ t tsu t"),
    _table("i z"),
    {},
)
ARABIC = Alphabet(
    _table("ك k ک k ق k غ k گ k ج c چ c تش c تچ c س s ص s ش s ت t ط t د t ب p پ p ه h ح h ر r ل r ن n م m - _"),
    _table("ا a اي e ای e و voux وو uq ي iz ی iz يو VOU یو VOU يا A یا A وا w وي yz وی yz واي W وای W يه E یه E وه W"),
    _table("- _ ن n نغ N نج N نق N نك N نک N نگ N م m ك k ک k ق k ل l ب p پ p ت t"),
    {},
    _table("أ a آ a ا a أو voux او voux أُ voux إي i اي i ای i إ i ئي i يو VOU یو VOU يا A یا A وا w وو uq وي yz وی yz آي e يه E ي iz ی iz"),
)
HEBREW = Alphabet(
    _table("ק k כ k ג k ג' c צ' c ז' c ס s ש s ט t ת t ד t ב p פ p ה h ח h ר r ל r נ n מ m - _"),
    _table("א a ה e אה a ו voux או voux י iz אי e איי e יי e יו VOU יא A וא w ווא w וו q וי yz ואי yz יה E"),
    _table("- _ ן n נ n נג N ם m מ m ק k ל l פ p ף p ב p ט t ת t"),
    {},
    _table("א a או voux אי i יו VOU יא A וא w ווא w וו q וי yz יי E י iz ו voux"),
)
_LEADING = re.compile("([เแโไ])([ก-ฮ])")  # written before the consonant that they follow in speech
THAI = Alphabet(
    _table("ก k ข k ค k จ c ช c ฉ c ส s ซ s ศ s ท t ต t ด t ถ t พ p บ p ป p ผ p ภ p ฮ h ห h ร r ล r น n ณ n ม m อ _ - _"),
    _table(
        "ั a า a อ vo โ vo ็อ vo ึ x ื x ุ ux ู ux ิ iz ี iz แ e เ eE ย็อ VO ยอ VO ยโ VO ยุ U ยู U ยา A ยั A วา w วั w วอ q วี yz วิ yz วเ W ยเ E ยแ E ึย z"
    ),
    _table("- _ น n ง N ม m ก k ค k ล l ร l บ p พ p ป p ด t ต t ท t"),
    {},
    _table("ย็อ VO ยอ VO ยโ VO ยุ U ยู U ยา A ยั A วา w วั w วอ q วี yz วิ yz วเ W ยเ E ยแ E"),
)
_VOWELS = dict(zip("a i u e o ya yu yo".split(), "アイウエオヤユヨ", strict=True))  # noqa: SIM905


def unlinked(first: str, second: str) -> tuple[str, str] | None:
    """Two syllables in katakana as they are written alone, where speech has joined them: クネ is クン, ヘ, ホニョン is ホン, ヨン,
    ソンニョル is ソク, ヨル. None where nothing is joined."""
    head = _JOINED.match(morae(second)[0])
    if not head or head[2] not in _VOWELS:
        return None
    rest = second[1:].lstrip("ャュョ")
    if morae(first)[-1] == "n":
        return (first[:-1] + "ク", _VOWELS[head[2]] + rest) if head[2][0] == "y" and head[1] != "r" else None
    if len(morae(first)) > 1:
        return None
    vowel = {"i": "ヒ", "e": "ヘ"}.get(head[2]) if not rest else None
    return first + _LINKS[head[1]], (vowel or _VOWELS[head[2]]) + rest


_LINKS = {"n": "ン", "m": "ム", "r": "ル"}
_JOINED = re.compile("([nmr])(.+)")
