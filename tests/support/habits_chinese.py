"""How models write a right answer when they answer in Chinese; otherwise as in `habits`. What they are applied to is the reference answer in
Chinese words."""

import json
import re

from habits import Habit, in_tags
from kinds import has_rows, is_cell, is_cells, is_grid, is_integer, is_labels, is_of_lines, is_several_labels, is_word_list

_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789(),"}
_NUMERALS = "零一二三四五六七八九"


def _is_one_line(answer: str) -> bool:
    return not is_of_lines(answer)


def _is_short(answer: str) -> bool:
    return _is_one_line(answer) and len(answer) <= 60


def _is_verdicts(answer: str) -> bool:
    return re.fullmatch(r"[是否](，[是否])+", answer) is not None


def _cells(answer: str) -> list[str]:
    return re.findall(r"\(.*?\)", answer)


def _row_and_column(answer: str) -> str:
    return "、".join("第{}行第{}列".format(*re.findall(r"\d+", cell)) for cell in _cells(answer))


def _pairs(answer: str) -> bool:
    """Several cells as row and column. One pair alone may be the coordinates of a point, which nobody calls so."""
    return is_cells(answer) and re.fullmatch(r"[(), 1-9\d]*", answer) is not None and answer.count(",") < 2 * len(_cells(answer))


HABITS_CHINESE = (
    Habit("答案是", in_tags(lambda answer: f"答案是：{answer}。"), _is_short),
    Habit("答案为", in_tags(lambda answer: f"答案为{answer}"), _is_short),
    Habit("最终答案，换行", in_tags(lambda answer: f"最终答案：\n{answer}")),
    Habit("**答案：**", in_tags(lambda answer: f"**答案：** {answer}"), _is_one_line),
    Habit("**最终答案**", in_tags(lambda answer: f"**最终答案：{answer}**"), _is_short),
    Habit("因此，答案是", in_tags(lambda answer: f"因此，答案是：{answer}。"), _is_short),
    Habit("所以最终答案为", in_tags(lambda answer: f"所以最终答案为：{answer}"), _is_one_line),
    Habit("综上，正确答案是", in_tags(lambda answer: f"综上，正确答案是：{answer}。"), _is_short),
    Habit("结果是", in_tags(lambda answer: f"结果是：{answer}"), _is_one_line),
    Habit("句号", in_tags(lambda answer: f"{answer}。"), _is_short),
    Habit("说明标签", lambda answer: f"<answer>{answer}</answer>\n（答案已写在 <answer> 和 </answer> 标签之间。）"),
    Habit("先错后改", lambda answer: f"我先以为是 <answer>0</answer>，但这不对，重新检查后得到：\n<answer>{answer}</answer>"),
    Habit("对勾", in_tags(lambda answer: f"{answer} ✓")),
    Habit("中文引号", in_tags(lambda answer: f"“{answer}”"), _is_short),
    Habit("方框", lambda answer: f"所以 $\\boxed{{{answer}}}$。", lambda answer: _is_short(answer) and not set("{}\\") & set(answer)),
    Habit("JSON", in_tags(lambda answer: json.dumps({"answer": answer}, ensure_ascii=False))),
    Habit("代码块", in_tags(lambda answer: f"\n```\n{answer}\n```\n")),
    Habit("全角数字和标点", in_tags(lambda answer: answer.translate(_FULL_WIDTH)), lambda a: is_integer(a) or is_cells(a) or is_cell(a)),
    Habit("全角逗号", in_tags(lambda answer: answer.replace(", ", "，")), lambda answer: is_labels(answer) or is_word_list(answer) or is_cells(answer)),
    Habit("顿号", in_tags(lambda answer: answer.replace(", ", "、")), lambda answer: is_labels(answer) or is_word_list(answer)),
    Habit("A 和 C", in_tags(lambda answer: " 和 ".join(answer.rsplit(", ", 1)).replace(", ", "、")), is_several_labels),
    Habit("第1行：", in_tags(lambda a: "\n".join(f"第{k}行：{line}" for k, line in enumerate(a.split("\n"), 1))), is_grid),
    Habit("第一行：", in_tags(lambda a: "\n".join(f"第{_NUMERALS[k]}行：{line}" for k, line in enumerate(a.split("\n"), 1))), lambda a: is_grid(a) and a.count("\n") < 9),
    Habit("填好的表格如下", in_tags(lambda answer: f"填好的表格如下：\n{answer}"), has_rows),
    Habit("完整的网格", in_tags(lambda answer: f"完整的网格为：\n\n{answer}"), is_grid),
    Habit("满足所有条件", in_tags(lambda answer: f"{answer}\n\n以上填法满足所有条件。"), has_rows),
    Habit("行1：", in_tags(lambda a: "\n".join(f"行{k}：{line}" for k, line in enumerate(a.split("\n"), 1))), is_grid),
    Habit("第1行第2列", in_tags(_row_and_column), _pairs),
    Habit("是、否用顿号", in_tags(lambda answer: answer.replace("，", "、")), _is_verdicts),
    Habit("是、否每行一个", in_tags(lambda answer: answer.replace("，", "\n")), _is_verdicts),
    Habit("对和错", in_tags(lambda answer: answer.replace("是", "对").replace("否", "错")), _is_verdicts),
    Habit("没有", in_tags(lambda answer: "没有"), lambda answer: answer in ("none", "无")),
)
