"""Answers in Chinese, turned into the English words and signs that the parsers read, so that one parser decides for both languages.

`答案是：第1行第2列和第3行第4列。` becomes `answer: row 1 column 2 and row 3 column 4`. What is in no table stays Chinese, and no parser
takes it. Tasks whose answers hold words of their own (names, kinds) add them: `Reader(WORDS | {"骑士": "knight"})`."""

import re
from collections.abc import Mapping

WORDS: dict[str, str] = {
    **dict.fromkeys(("是", "是的", "对", "对的"), "yes"),
    **dict.fromkeys(("否", "不", "不是", "不对"), "no"),
    **dict.fromkeys(("真", "为真", "正确", "成立", "真的", "是真的"), "true"),
    **dict.fromkeys(("假", "为假", "错误", "错", "不成立", "不正确", "假的", "是假的", "不是真的"), "false"),
    **dict.fromkeys(("未知", "不确定", "无法确定", "不能确定", "确定不了", "无法判断", "不能判断", "无法得知", "无法推出"), "unknown"),
    **dict.fromkeys(("信息不足", "条件不足", "不唯一", "无法唯一确定", "不能唯一确定", "未定", "不可知"), "unknown"),
    **dict.fromkeys(("无", "没有", "都没有", "一个也没有", "都不是", "全都不是", "全部为假", "都不成立", "空", "空集"), "none"),
    **dict.fromkeys(("和", "与", "及", "以及", "还有"), "and"),
    **dict.fromkeys(("或", "或者", "还是"), "or"),
    "行": "row",
    "列": "column",
    "位置": "position",
    "步": "steps",
    "东": "east",
    "西": "west",
    "南": "south",
    "北": "north",
    "上": "up",
    "下": "down",
    "左": "left",
    "右": "right",
    "左上": "up-left",
    "右上": "up-right",
    "左下": "down-left",
    "右下": "down-right",
    "东北": "northeast",
    "东南": "southeast",
    "西北": "northwest",
    "西南": "southwest",
    "上方": "up",
    "下方": "down",
    "左边": "left",
    "右边": "right",
    "东边": "east",
    "西边": "west",
    "南边": "south",
    "北边": "north",
}
"""Chinese words of answers and the English ones that they stand for."""
MAX_LENGTH = 10_000
"""Characters of an answer with Chinese in it; what is longer stays as it is. No answer of ours has a fifth of it."""

_CJK = re.compile("[\u4e00-\u9fff]")
_BEFORE = (
    r"(?:(?:所以|因此|故|综上|于是|那么)[,:]?\s*)?"
    r"(?:(?:最终|正确|最后|还原后?|原来|填好|所求|最小|最小非负整数|其中一个|一个|一种)的?)?"
)
_SO = r"\A[*# \t]*(?:所以|因此|故|综上|于是|即)[,:]?[ \t]*(?=[-+\d(\[$\\]|[A-Za-z]\w{0,3}\s*=)"
"""What leads in an answer that is no word: 故 24, 所以 x = 24."""
_LEAD = (
    rf"{_SO}|{_BEFORE}"
    r"(?:最小的?(?:非负)?(?:整数|数)(?=是|为|:)|(?<![\u4e00-\u9fff])值(?=是|为|:)|(?<![\u4e00-\u9fff])答(?=\s*:)|答案|结果|余数|反例|解法?|摆法|输出|结论|算式|表达式|等式|原式|第一处错误(?:的位置)?在?)(?:应该)?(?:是|为|如下|就是)?\s*[:=]?"
)
_DENIALS = (
    r"不是|无法到达|不能到达|到不了|必败|必输|未被|未覆盖|没有?被|并非|绝非|不对|不正确|不成立|为假|"
    r"错误的?(?:答案|解|结果|输出|网格)|(?:以下|下面|这些)都?是错误?的:"
)
_TITLE = rf"\A(?![\u4e00-\u9fff,()]{{0,30}}(?:{_DENIALS}))[\u4e00-\u9fff,()]{{1,30}}:[ \t]*\n"
_DIGITS = "零一二三四五六七八九十"
_ORDINAL = rf"第\s*(?P<number>\d{{1,4}}|[{_DIGITS[1:]}]{{1,2}})\s*(?P<what>行|列|个位置|个字符|个|位|处|项|号|步|人|座|条|格)?"
_MEASURE = (
    r"(?<=\d)\s*(?:个|步|位|处|种|次|名|人|条|格)(?:不同的?)?(?:方法|方式|方案|办法|走法|分法|排法|填法|涂法|情况|可能性?|路线|路径)?(?![\u4e00-\u9fff])"
)


class Reader:
    """Reads the Chinese of an answer by a table of words."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        longest_first = map(re.escape, sorted(words, key=len, reverse=True))
        self._pattern = re.compile(rf"(?P<title>{_TITLE})|(?P<lead>{_LEAD})|{_ORDINAL}|(?P<measure>{_MEASURE})|{'|'.join(longest_first)}")

    def english(self, text: str) -> str:
        """A text in half-width signs with its Chinese words in English. Linear; what holds no Chinese comes back as it is."""
        if len(text) > MAX_LENGTH or not _CJK.search(text):
            return text
        return self._pattern.sub(self._word, text)

    def _word(self, found: re.Match[str]) -> str:
        if found["title"] is not None:
            label = self._words.get(found["title"].rpartition(":")[0])  # a title that is a word of the answer is its first label
            return f" {label}:\n" if label else ""
        if found["measure"] is not None:
            return ""
        if found["lead"] is not None:
            return "answer:"
        if found["number"] is not None:
            return f" {_UNITS.get(found['what'], '')} {_number(found['number'])} "
        return f" {self._words[found[0]]} "


class LeadIns(Reader):
    """Reads only what stands before an answer, `所以答案是：`: for answers whose words are Chinese, or that have none."""

    def __init__(self, nouns: tuple[str, ...] = ()) -> None:
        """nouns: what the answer may be called beside 答案, with a colon or 是 behind it: `("密文",)`."""
        named = "|".join(map(re.escape, sorted(("答案", "答", "结果", "输出", "结论", *nouns), key=len, reverse=True)))
        ending = r"(?:\*\*)?(?:(?:应该|应当)?(?:是|为|如下)\s*(?:[:=]\s*)?|\s*[:=]\s*)"
        self._pattern = re.compile(rf"\A[*#]*[ \t]*(?:{_TITLE[2:]}|(?:{_BEFORE}(?:{named}){ending})+(?:\*\*)?)|{_SO}")

    def english(self, text: str) -> str:
        """A text without its lead-ins."""
        if len(text) > MAX_LENGTH or not _CJK.search(text):
            return text
        return self._pattern.sub("", text)


_UNITS = {"行": "row", "列": "column"}


def _number(text: str) -> str:
    """`12` for `12` and for `十二`."""
    if text[0] not in _DIGITS:
        return text
    tens, _, ones = text.rpartition("十") if "十" in text else ("0", "", text)
    return str(10 * (_DIGITS.find(tens) if tens not in ("", "0") else "十" in text) + (_DIGITS.index(ones) if ones else 0))


GENERAL = Reader(WORDS)
"""Reads what is common to all tasks."""
