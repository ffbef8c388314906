"""Small files of the shape in which others publish their rows, made here: every source of `synth ingest`, with a row for each reason to drop one."""

import json
from pathlib import Path

GAMES = json.loads(Path(__file__).with_name("synlogic_games.json").read_text("utf-8"))
"""The data of one puzzle of each task of SynLogic's that is one of ours."""
WRAPPED = (
    "Solve the following math problem step by step. The last line of your response should be of the form Answer: $Answer (without quotes) where "
    '$Answer is the answer to the problem.\n\n{}\n\nRemember to put your answer on its own line after "Answer:".'
)
SQUARE = "def main_solution(number):\n    return {'square': number * number}"


def _dapo(question, answer):
    return {"data_source": "math_dapo", "prompt": [{"role": "user", "content": WRAPPED.format(question)}], "ability": "MATH",
            "reward_model": {"ground_truth": answer, "style": "rule-lighteval/MATH_v2"}, "extra_info": {"index": "9a9b"}}  # fmt: skip


def _or1(question, truth, ability="math"):
    return {"data_source": "train-math-numina", "prompt": [{"role": "user", "content": question}], "ability": ability,
            "reward_model": {"ground_truth": truth, "style": "rule"}, "extra_info": {"index": 1, "model_difficulty": {"R1-7B": 3}}}  # fmt: skip


def _guru(name, truth, prompt=None, **extra):
    return {"data_source": name, "prompt": [{"role": "user", "content": prompt or f"A question for {name} and {truth}"}], "ability": "x",
            "apply_chat_template": True, "reward_model": {"style": "rule", "ground_truth": truth}, "extra_info": {"index": 0, "split": "train", **extra},
            "qwen2.5_7b_pass_rate": 0.25}  # fmt: skip


def _web(question, answer, **changed):
    return {"id": 1, "question": question, "answer": answer, "answer_type": "Float", "category": "Physics", "difficulty": "University", **changed}


def _crux(code, given, made):
    return {"code": code, "input": given, "output": made, "id": "sample_0"}


def _codeio(number, refcode=SQUARE):
    return {"problem_description": f"What is the square of a number? Variant {number}.", "io_requirements": "Input: number (int). Output: a dictionary with square.",
            "refcode": refcode.replace("number * number", f"number * number  # {number}"), "funcname": "main_solution", "source": "pyedu", "category": "math", "meta": {},
            "ios": [{"input": {"number": number}, "output": {"square": number * number}}, {"input": {"number": 0}, "output": {"square": 0}}]}  # fmt: skip


def _arc(*tests):
    return {"train": [{"input": [[0, 1]], "output": [[1, 0]]}, {"input": [[2, 3]], "output": [[3, 2]]}], "test": [{"input": a, "output": b} for a, b in tests]}


def _game(task, asked=None, **changed):
    """A puzzle's data as text, some of them changed."""
    game = GAMES.get(task, {"question": "", "answer": "B,C", "difficulty": 1, "metadata": {}})
    return json.dumps({**game, "metadata": {**game["metadata"], **changed}}, ensure_ascii=False)


def _synlogic(task, asked=None, prefix="", **changed):
    return {"data_source": prefix + task, "prompt": [{"role": "user", "content": asked or f"A question of {task}."}], "ability": "logic_puzzle", "reward_model": {"answer": "", "solution": "", "style": "rule"},
            "extra_info": {"game_data_str": _game(task, **changed), "index": "0", "split": "train"}}  # fmt: skip


def _intellect(answer, **columns):
    return {"question": f"What is the value of this, {answer}?", "answer": answer, "info": "{}", "avg@16_qwen3_4b_instruct_2507": 0.5, **columns}


def _synthetic(identity, prompt="What is it?", **info):
    return {"problem_id": identity, "task_type": "x", "prompt": f"{prompt} ({identity} {sorted(info)})", "verification_info": json.dumps(info), "Qwen/Qwen3-32B_avg_reward": 0.25}


LONG = "word " * 5_000
ADD = "Given two integers, one on each line of the standard input, print their sum on a line of its own. Both are whole numbers between one and a thousand, as always in tasks."
PRINT_SUM = "print(int(input()) + int(input()))"
STDIO = {"inputs": [f"{k}\n{k}\n" for k in range(12)], "outputs": [f"{2 * k}\n" for k in range(12)]}
LEETCODE_TEST = "def check(candidate):\n    assert candidate(nums = [1, 2]) == 3\n    assert candidate(nums = []) == 0\n"


def _leetcode(name, completion, test=LEETCODE_TEST):
    return {"task_id": name, "difficulty": "Easy", "query": f"Return the sum of nums, task {name}.\n\n### Answer: (use the provided format with backticks)\n",
            "prompt": "from typing import *\n", "completion": completion, "entry_point": "Solution().total", "test": test, "starter_code": "", "meta": {"question_title": name}}  # fmt: skip


def _taco(number, solution=PRINT_SUM, question=ADD, tests=STDIO, source="codeforces"):
    return {"question": f"{question} ({number})", "input_output": json.dumps(tests), "solutions": [solution], "starter_code": "", "source": source, "difficulty": "EASY"}


SUM_CLASS = "class Solution:\n    def total(self, nums: List[int]) -> int:\n        return sum(nums)\n"
TABLE_HTML = '<table><tr><th rowspan="2">Item</th><th colspan="2">Year</th></tr><tr><td>2019</td><td>2020</td></tr><tr><td>Sales</td><td>$ 120</td><td>$ 150</td></tr></table>'
HITAB_TABLE = {"title": "Exports by province", "texts": [["province", "2019", ""], ["", "value", "share"], ["Ontario", "120", "0.6"], ["Quebec", "80", "0.4"]],
               "merged_regions": [{"first_row": 0, "last_row": 0, "first_column": 1, "last_column": 2}, {"first_row": 0, "last_row": 1, "first_column": 0, "last_column": 0}]}  # fmt: skip


def _hier(question, answer, program="", **more):
    return {"uid": "u", "paragraphs": ["p"], "tables": [TABLE_HTML], "table_description": {},
            "qa": {"question": question, "answer": answer, "program": program, "text_evidence": [], "table_evidence": ["0-2-1"], "question_type": "arithmetic", **more}}  # fmt: skip


def _finqa(question, answer, program):
    return {"id": "AAL/2018/page_13.pdf-2", "pre_text": ["In millions."], "post_text": ["See note 3."], "table": [["", "2018", "2017"], ["fuel", "$ 9,896", "$ 8,000"]],
            "qa": {"question": question, "exe_ans": answer, "program": program, "answer": ""}}  # fmt: skip


def _zebra(number, truth):
    return {"id": number, "instruction": f"There are two houses, puzzle {number}. Fill the grid.", "clues": ["The british person is in house 1.", "The carpenter is polish."],
            "ground_truth": truth, "config": {"rows": 2, "cols": 3}}  # fmt: skip


ZEBRA = {"header": ["Position", "Nationality", "Job"], "rows": [["1", "british", "plumber"], ["2", "polish", "carpenter"]]}

FILES = {
    "guru/dapo": {"dapo.parquet": [
        _dapo("What is $2+2$?", "4"), _dapo("What is  $2+2$?", "4"), _dapo("Find all real x with x^2 = 4 and give them all.", "-2, 2"),
        _dapo("Ann asks: Find all real x with x^2 = 4 and give them all. Do it.", "-2, 2"), _dapo("Describe them.", "all primes that leave 1"), _dapo("Why?", "9" * 120)]},
    "guru/or1": {"math.parquet": [
        _or1("What is 3+3?", '["6"]'), _or1("Roots?", '["1", "2"]'), _or1("Half of one?", '["\\\\frac{1}{2}"]'), _or1("Write code", '["1"]', "code")]},
    "guru/deepscaler": {"deepscaler.json": [
        {"problem": "What is 7*6?", "answer": "42", "solution": "..."}, {"problem": "Area?", "answer": "2\\sqrt{3}", "solution": ""}, {"problem": LONG, "answer": "1", "solution": ""},
        {"problem": "Which curve?", "answer": "x^2+y^2=1", "solution": ""}]},
    "guru/rl-92k": {"train/guru.jsonl": [
        _guru("math__deepscaler_preview", "42"), _guru("math__merged_deduped_dapo_or1_dataset", "\\frac{1}{2}"), _guru("table__finqa", 0.15318), _guru("table__hitab", "Ontario|Quebec"),
        _guru("simulation__arcagi1", [[1, 2], [3, 4]]), _guru("logic__ordering_puzzle_dataset", ["Anna", "Bob"]), _guru("logic__zebra_puzzle_dataset", ZEBRA),
        _guru("logic__graph_logical_dataset", "fdebme"), _guru("stem_web", "3.0 m/s"), _guru("stem_web", "Because heat rises and so on"), _guru("simulation__codeio", '"output": {"a": 1}'),
        _guru("simulation__codeio", '"input": {"number": 3}', "Given the following output: \n{\"square\": 9}\nCan you predict a feasible input without code? You can refer to this code "
              f"but not copy spans of code directly.\n{SQUARE}\n\n\nPlease output the final answer within \\boxed{{}}."),
        _guru("codegen__deduped_taco", json.dumps({"inputs": ["1\n2\n"], "outputs": ["3"]}), reference=PRINT_SUM), _guru("ood__ifeval", "x"),
        _guru("codegen__deduped_leetcode2k", json.dumps({"functional": LEETCODE_TEST + "\n\ncheck(Solution().total)"}), reference=SUM_CLASS, prefix="from typing import *"),
        _guru("codegen__deduped_taco", json.dumps({"inputs": ["1\n2\n"], "outputs": ["4"]}), reference=PRINT_SUM), _guru("codegen__livecodebench", json.dumps({"inputs": ["1\n"], "outputs": ["1"]}))]},
    "guru/hitab": {
        "train_samples.jsonl": [
            {"id": "a", "table_id": "7", "question": "Which province exports more?", "answer": ["Ontario"], "aggregation": ["argmax"]},
            {"id": "b", "table_id": "7", "question": "How much do both export?", "answer": [200], "aggregation": ["sum"], "answer_formulas": ["=B5+B6"],
             "reference_cells_map": {"B5": "(2, 1)", "B6": "(3, 1)"}},
            {"id": "d", "table_id": "7", "question": "How much more?", "answer": [50], "aggregation": ["diff"], "answer_formulas": ["=B6-B5"],
             "reference_cells_map": {"B5": "(2, 1)", "B6": "(3, 1)"}},
            {"id": "c", "table_id": "7", "question": "What are both shares?", "answer": [0.6, "0.4"], "aggregation": ["none"]}],
        "tables/raw/7.json": HITAB_TABLE},
    "guru/multihiertt": {"train.json": [
        _hier("How much did sales grow?", 0.25, "subtract(150,120),divide(#0,120)"), _hier("Mean?", 999, "add(120,150),divide(#0,const_2)"), _hier("Note?", 1, text_evidence=[3]),
        _hier("Which?", "Sales", question_type="span_selection"), _hier("Total?", "270.0")]},
    "guru/finqa": {"train.json": [
        _finqa("growth of fuel?", 0.237, "subtract(9896, 8000), divide(#0, 8000)"), _finqa("is it greater?", "yes", "greater(9896, 8000)"), _finqa("sum?", 1, "add(9896, 8000)")]},
    "guru/zebra": {"zebra.json": [_zebra(1, ZEBRA), _zebra(2, json.dumps(ZEBRA)), _zebra(3, str(ZEBRA)), _zebra(4, {"header": ["a"], "rows": []})]},
    "guru/ordering": {"puzzles.json": [
        {"id": 0, "instruction": "There are three birds", "input": "1. The jay is left of the owl.", "ground_truth": ["jay", "black-capped chickadee", "owl"], "num_objects": 3},
        {"id": 1, "instruction": "There are people", "input": ["Anna is left of Bob."], "ground_truth": "['Anna', 'Bob']", "num_objects": 2}]},
    "guru/graph": {"graph.json": [{"prompt": "Where does abc lead?", "correct_response": "fdebme", "look_ahead": 4}, {"prompt": "And xyz?", "correct_response": "two words", "look_ahead": 4}]},
    "guru/arc-agi-1": {"data/training/a.json": _arc(([[1, 2]], [[2, 1]]), ([[5, 6]], [[6, 5]])), "data/training/b.json": _arc(([[1, 2]], [[2, 1], [3]])), "data/evaluation/c.json": _arc(([[7, 8]], [[8, 7]]))},
    "guru/arc-agi-2": {"data/training/a.json": _arc(([[4, 2]], [[2, 4]]))},
    "guru/barc": {"barc.jsonl": [{"examples": [[[[1, 2]], [[2, 1]]], [[[3, 4]], [[4, 3]]], [[[5.0, 6.0]], [[6.0, 5.0]]]], "source": "s", "seeds": []}, {"examples": [], "source": "s", "seeds": []}]},
    "guru/webinstruct": {"web.parquet": [
        _web("Speed?", "3.0 m/s"), _web("Sum?", "4", category="Mathematics"), _web("Easy?", "4", difficulty="Senior High School"), _web("True?", "True", answer_type="Boolean"),
        _web("Digits?", "3.14159"), _web("Why?", "Because molecules move faster when it is hot"), _web("Long?", "word " * 40), _web("Energy?", "2.5 kJ")]},
    "guru/codeio": {"raw.jsonl": [*(_codeio(number) for number in range(1, 9)), {**_codeio(9), "ios": []}, {**_codeio(10), "refcode": LONG}]},
    "guru/cruxeval-o": {"test.jsonl": [_crux("def f(x):\n    return x * 2.5", "2", "5.0"), _crux("def f(s):\n    return s + 'a'", "'b'", "'ba'"), _crux("def f(s):\n    return {1, 2}", "0", "{1, 2}")]},
    "guru/cruxeval-i": {"test.jsonl": [_crux("def f(x, y=1):\n    return x * y", "3, y=3", "9"), _crux("def f(x):\n    return x", "2", "3")]},
    "guru/leetcode": {"leetcode.jsonl": [
        _leetcode("right", f"```python\n{SUM_CLASS}```"), _leetcode("wrong", SUM_CLASS.replace("sum(nums)", "3")),
        _leetcode("two", SUM_CLASS, "def check(candidate):\n    assert Other().total([1]) == candidate([1])\n")]},
    "guru/taco": {"taco.jsonl": [
        _taco(1), _taco(2, "print(3)"), _taco(3, source="leetcode"), _taco(4, question="Add."), _taco(5, question=ADD + " See the image."), _taco(6, tests={}),
        _taco(7, "def add(a, b):\n    return a + b", tests={"fn_name": "add", "inputs": [[1, 2], [0.1, 0.2]], "outputs": [[3], [0.3]]}, source="codewars"),
        _taco(8, "n = int(input())\nprint(0 if n == 11 else n + int(input()))")]},
    "guru/primeintellect": {"prime.jsonl": [
        {"problem": "Write add(a, b).", "solutions": ["```python\ndef add(a, b):\n    return a + b\n```"], "tests": json.dumps([{"type": "function_call", "fn_name": "add", "input": [1, 2], "output": [3]}])},
        {"problem": "Print the sum.", "solutions": [PRINT_SUM], "tests": json.dumps([{"type": "stdin_stdout", "input": "1\n2\n", "output": "3\n"}])}, {"problem": "None.", "solutions": [PRINT_SUM], "tests": "[]"}]},
    "guru/lcbv5": {"lcb.jsonl": [
        {"problem": "Sum nums.", "starter_code": "class Solution:\n    def total(self, nums):", "tests": json.dumps([{"testtype": "functional", "input": "[1, 2]", "output": "3"}]), "metadata": {"func_name": "total"}},
        {"problem": "Print it.", "starter_code": "", "tests": json.dumps([{"testtype": "stdin", "input": "1", "output": "1"}]), "metadata": {}}]},
    "synlogic/easy": {"easy.jsonl": [
        *map(_synlogic, GAMES), _synlogic("sudoku", "请解这个数独。", prefix="val/"), _synlogic("kukurasu", "把这个填好。", row_sums=[1, 5, 7, 7]),
        _synlogic("futoshiki", constraints=[[[0, 0], [0, 1], "<"], [[0, 1], [0, 2], "<"], [[0, 2], [0, 3], "<"], [[1, 0], [1, 1], "<"]]),
        _synlogic("dyck_language_errors", bracket_string="([)]", is_valid=False, first_error_pos=1), _synlogic("skyscraper_puzzle", top=[0] * 4, bottom=[0] * 4, left=[0] * 4, right=[0] * 4),
        _synlogic("norinori", region_grid=[["A", "X"], ["A", "X"]]), _synlogic("game_of_24", operators=["+", "-"]), _synlogic("campsite", grid=[["X"] * 13] * 5),
        _synlogic("number_wall"), _synlogic("boolean_expressions"), _synlogic("bbeh"), {**_synlogic("numbrix"), "extra_info": {"game_data_str": "?"}},
        _synlogic("survo", original_matrix=None)]},
    "synlogic/hard": {"hard.parquet": [_synlogic("survo"), _synlogic("survo", "Another wording."), _synlogic("math_path", prefix="train/")]},
    "intellect-3/logic": {"logic.jsonl": [
        {"question": "Solve it.", "info": json.dumps({"task_name": "numbrix", "game_data_str": _game("numbrix")}), "avg@16_qwen3_4b_instruct_2507": 0.25},
        {"question": "Which are true?", "info": json.dumps({"task": "boolean_expressions", "game_data": _game("boolean_expressions")}), "avg@16_qwen3_4b_instruct_2507": 0.5}]},
    "intellect-3/math": {"math.parquet": [_intellect("42"), _intellect("\\frac{1}{2}"), _intellect("x^2+y^2=1")]},
    "intellect-3/science": {"science.jsonl": [_intellect("3.0 m/s"), _intellect("Because heat rises and so on")]},
    "intellect-3/code": {"code.jsonl": [
        {"question": "Print the sum.", "info": json.dumps({"source": "taco", "tests": json.dumps(STDIO)})},
        {"question": "Write add(a, b).", "info": json.dumps({"source": "taco", "tests": json.dumps({"fn_name": "add", "inputs": [[1, 2]], "outputs": [[3]]})})},
        {"question": "Nothing.", "info": json.dumps({"source": "taco", "tests": "{}"})}]},
    "synthetic-2/rl": {"rl.jsonl": [
        _synthetic("sky_work_math_1", ground_truth="42"), _synthetic("prime_rl_code_2", style="stdin", test_cases=json.dumps(STDIO)),
        _synthetic("prime_rl_code_3", style="call", test_cases=json.dumps({"fn_name": "add", "inputs": [[1, 2]], "outputs": [3]})),
        _synthetic(None, "What does it return?", code_output={"a": [1, None]}), _synthetic("ifeval_4", ground_truth={"func_name": "validate_lowercase"}),
        _synthetic("formatask_e0_5", ground_truth="*x*"), _synthetic("unscramble_6", ground_truth="1. a", scrambled="a"), _synthetic("other_7", rubric="x")]},
}  # fmt: skip
"""Files of each source by their paths: lists of rows, or one object."""

COUNTS = {
    "guru/dapo": (2, {"answer too long": 1, "duplicate": 1, "holds another question": 1}, {"needs_judge": 1}),
    "guru/or1": (2, {"not mathematics": 1, "several answers": 1}, {}),
    "guru/deepscaler": (2, {"prompt too long": 1}, {"needs_judge": 1}),
    "guru/rl-92k": (14, {}, {"needs_judge": 2, "gold_fails": 1}),
    "guru/hitab": (3, {"the formula gives another answer": 1}, {}),
    "guru/multihiertt": (2, {"needs the text": 1, "not arithmetic": 1, "the program gives another answer": 1}, {}),
    "guru/finqa": (2, {"the program gives another answer": 1}, {}),
    "guru/zebra": (3, {"no table": 1}, {}),
    "guru/ordering": (2, {}, {}),
    "guru/graph": (1, {}, {"needs_judge": 1}),
    "guru/arc-agi-1": (2, {"test is not rectangular": 1}, {}),
    "guru/arc-agi-2": (1, {}, {}),
    "guru/barc": (1, {"fewer than three examples": 1}, {}),
    "guru/webinstruct": (2, {"Boolean or multiple choice": 1, "answer too long": 1, "below university level": 1, "mathematics": 1, "too many decimals": 1}, {"needs_judge": 1}),
    "guru/codeio": (8, {"no pair of input and output": 1, "prompt too long": 1}, {}),
    "guru/cruxeval-o": (3, {}, {}),
    "guru/cruxeval-i": (1, {}, {"gold_fails": 1}),
    "guru/leetcode": (1, {}, {"gold_fails": 2}),
    "guru/taco": (2, {"bare statement": 1, "from leetcode": 1, "needs an image": 1, "no tests": 1}, {"gold_fails": 2}),
    "guru/primeintellect": (2, {"no tests": 1}, {}),
    "guru/lcbv5": (2, {}, {}),
    "synlogic/easy": (
        17, {"duplicate": 1, "no data of the puzzle": 1, "survo: its data have another form": 1}, {"needs_judge": 7, "gold_fails": 3}),
    "synlogic/hard": (2, {"duplicate": 1}, {}),
    "intellect-3/logic": (1, {}, {"needs_judge": 1}),
    "intellect-3/math": (2, {}, {"needs_judge": 1}),
    "intellect-3/science": (1, {}, {"needs_judge": 1}),
    "intellect-3/code": (2, {"no tests": 1}, {}),
    "synthetic-2/rl": (4, {"of no known kind": 1}, {"needs_judge": 3}),
}  # fmt: skip
"""Of each source: rows kept, rows dropped by reason, rows set aside by kind."""


def write(source, folder):
    """Write the files of a source below a folder."""
    for path, rows in FILES[source].items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".parquet"):
            import pyarrow as pa
            import pyarrow.parquet as pq

            pq.write_table(pa.Table.from_pylist(rows), place)
        elif path.endswith(".jsonl"):
            place.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        else:
            place.write_text(json.dumps(rows), "utf-8")
    return folder
