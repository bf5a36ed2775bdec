"""Endings, letters and vowels that are evidence for a language; core.text.language_detection counts them.

What speaks clearly for a language counts alone; what other languages have too (weak) adds to that.
"""

import re
from typing import Final

_KYRGYZ_END: Final = re.compile(
    "(?:[лдт](?:ар|ер|ор|өр)(?:ы|и|у|ү|ды|ди|ду|дү|га|ге|го|гө|да|де|до|дө|дын|дин|дун|дүн)?"
    "|[нтд](?:ын|ин|ун|үн)|[дт](?:ан|ен|он|өн)|ган|ген|гон|гөн|кан|кен|кон|көн|быз|биз|буз|бүз|"
    "п|уу|үү|оо|өө|нча|нче|дагы|деги|догу|дөгү)$"
)
_KYRGYZ_VOWELS: Final = re.compile("аа|оо|уу|ээ|өө|үү")
# Mongols and Tatars have these letters too: they count in a word that ends as Kyrgyz words do.
_KYRGYZ_LETTER: Final = re.compile("[өүң].*" + _KYRGYZ_END.pattern)
_KYRGYZ_VERB: Final = re.compile(
    "(?:(?:ыш|иш|уш|үш)(?:ат|ет|от|өт|ты|ти|ту|тү)|[аеоө]йт|[ыиуү]л[дт][ыиуү]|[лр]д[ыиуү]|(?:т|д)[ыиуү]к|"
    "[ыиуү]ң[ыиуү]з(?:д[ыиуү]|да|га)?|(?:ыбыз|ибиз|убуз|үбүз)(?:д[ыиуү]н?|да|де|га|ге|го)?|с[ыи]ң?[ыи]?з(?:бы|би)?|"
    "макчы|мекчи|мокчу|мөкчү|г[ыиуү]быз|г[иү]биз)$"
)
_KYRGYZ_WEAK: Final = re.compile("[өүң]|(?:[дт][аеоө]|[гк][аеоө]|[аеоө]т|[нд][ыиуү]|[ыиуү]н|с[ыиуү])$")
_RUSSIAN_END: Final = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ться|тся|ение|ения|ению|ении|ание|ания|анию|ании|ости|остью|ость|ская|ские|ских|ской|"
    "ских|ную|ных|ная|ные|ное|ым|ых|их|ают|ает|яет|яют|уют|ует|[шжщч]ут|[дт]ят|[аяуи]ем|[иа]шь|ешь|[аяие]ть|ил[аи]?|али|"
    "ала|ями|ами|иях|ях|ах|ую|тели|телей|телям|ники|ников|никам|ник[оа]м)$"
)
_RUSSIAN_LETTER: Final = re.compile("[щъё]|вств|[а-я]ье|ьс[кт]|ьн[аоыу]|ью$|ье$")
_RUSSIAN_WEAK: Final = re.compile("(?:ский|ный|ий|ый|ей|ах|ям|ия|ии|ию|ов|ев|ал|ой|ом|ем|ок|ки|ет|ит|ы|у|е)$")
_MONGOL_END: Final = re.compile("(?:ийн|ыг|ийг|[аэоө]{2}|ж|[сдл][аэоө]н|[дт][аэоө]г|жээ|[аэоө]{2}с|тай|тэй|той)$")
_KAZAKH_LETTER: Final = re.compile("[қғұ]|ә.*і|і.*[әңөү]|[әңөү].*і")
_KAZAKH_END: Final = re.compile(
    "(?:[тдн]ің|[тнд]ың|[мбп]із|[мбп]ыз|[сң]із(?:дер)?|[лдт]ері|[лдтрн]ді|йді|йды|йтін|йтын|[дт]ік|[дт]ық|ілді|"
    "[гк]ені|ғаны?|[лдт]ер(?:ін|ге|ді)|[лдт]ар(?:ын|ға|ды))$"
)
_ESTONIAN: Final = re.compile("õ(?!e)|õe[^s]|öö|üü")
_ESTONIAN_END: Final = re.compile(
    "(?:(?:[aeiu]v|[ia]s|il|se|la|li)[a]d|nud|tud|takse|dakse|[dt]ega|[dt]ele|mise[ks]|"
    "vett|keel(?:t|es|de)?|kool(?:i|is|id|iga)?|tsime|dame|lik)$"
)
_TURKISH_LETTER: Final = re.compile("[ğı]|ş")
_TURKISH_END: Final = re.compile(
    "(?:[ıiuü]yor(?:uz|lar|um|sunuz)?|(?:ı|i|u|ü)m(?:ı|i|u|ü)z(?:d[ae]|[ıiuü]n?)?|"
    "l[ae]r[ıi](?:n[aeıi]?|m[ıi]z)?|(?:ı|i|u|ü)n(?:ı|i|u|ü)z|m[ae]k|[ae]c[ae](?:k|ğ[ıi]z))$"
)
CLEAR_HINTS: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "ky": (_KYRGYZ_END, _KYRGYZ_VOWELS, _KYRGYZ_LETTER, _KYRGYZ_VERB),
    "ru": (_RUSSIAN_END, _RUSSIAN_LETTER),
    "mn": (_MONGOL_END,),
    "kk": (_KAZAKH_LETTER, _KAZAKH_END),
    "uk": (re.compile("[їєґ]"),),
    "be": (re.compile("ў"),),
    "tg": (re.compile("[ӣӯҷҳ]"),),
    "uz": (re.compile("[ўҳ]"),),
    "tt": (re.compile("[әҗһ]"),),
    "et": (_ESTONIAN, _ESTONIAN_END),
    "tr": (_TURKISH_LETTER, _TURKISH_END),
}
WEAK_HINTS: Final = {
    "ky": _KYRGYZ_WEAK,
    "ru": _RUSSIAN_WEAK,
    "kk": re.compile("[әі]"),
    "et": re.compile("aa|oo|ii|uu|ei|(?:[aeiuõ]d|[aeiu]t|al|el|il|le|ni|st|ri|si)$"),
    "tr": re.compile("[öüç]|(?:l[ae]r|d[ae]|[ıiuü]n|y[ae])$"),
}
