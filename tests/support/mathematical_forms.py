"""A table of answers to mathematical questions: kind, gold answer, forms that are right, near misses that are not. (Long: a table.)

`judge(kind, gold, form)` asks the parser. Kinds with a parameter have it behind a colon: `decimal:2`, `polynomial:x,y`, `base:16`."""

from synth.verifiers.parsers import mathematics as m


def judge(kind: str, gold: str, form: str) -> bool:
    """The verdict of the parser."""
    kind, _, parameter = kind.partition(":")
    names = parameter.split(",") if parameter else []
    match kind:
        case "rational" | "integer":
            return getattr(m, kind)(form) == m.rational(gold)
        case "percent" | "angle":
            return m.same_value(form, gold, "%" if kind == "percent" else "°")
        case "value":
            return m.same_value(form, gold)
        case "finished":
            return m.same_value(form, gold, finished=True)
        case "decimal":
            return m.same_decimal(form, gold, int(parameter))
        case "base":
            return m.in_base(form, int(parameter)) == int(gold, int(parameter))
        case "set" | "multiset" | "matrix":
            return getattr(m, f"same_{kind}")(form, gold)
        case "tuple":
            return m.same_tuple(form, gold, names)
        case "union":
            return m.same_union_of_intervals(form, gold, *names)
        case "polynomial" | "expanded" | "factored":
            return m.same_polynomial(form, gold, names, "any" if kind == "polynomial" else kind)
        case "quotient":
            return m.same_rational_function(form, gold, names)
        case "function":
            return m.same_function(form, gold, names)
        case "nothing":
            return m.no_solution(form)
    raise KeyError(kind)


TABLE: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        *("rational", "99/400"),
        (
            *("99/400 (24.75%)", "\\frac{99}{400} (24.75\\%)", "99/400 (≈ 0.2475)", "99/400 (about 0.25)", "99/400（约 0.2475）", "0.2475 (= 99/400)"),
            *("P(A, B \\mid \\neg D, E) = \\frac{99}{400}", "P(A=\\text{late} \\mid D=\\text{on time}) = 99/400", "P(next child has group B) = 99/400"),
            *("99/400 = 24.75%", "99/400, or about 0.2475", "99/400, which is about 0.248", "99/400，约为 0.248", "400分之99", "The number is 99/400."),
            *("概率 99/400", "C 的值为 99/400", "D 是 99/400", "C：99/400", "Pr(X = 2) = 99/400"),
        ),
        (
            *("99/400 (25.75%)", "99/400 (≈ 0.26)", "99/400 (0.5)", "99/400 (or 0.25)", "0.2475 (= 99/401)", "24.75% (99/400)", "99/400 (2)"),
            *("24.75% = 99/400", "99/400 = 25%", "99/400, or about 0.26", "99/400, or 0.2475", "The number is not 99/400", "99分之400", "百分之99"),
            *("P(A) = 99/400 or 1/4", "P(A) P(B) = 1/4", "概率不是 99/400", "C 不为 99/400", "概率 99/400 或 1/4", "P(A) = 1/2 = 99/400", "概率大于 99/400"),
        ),
    ),
    (
        *("finished", "12*sqrt(3)/7"),
        ("(12 * 3^0.5)/7", "12*3^(1/2)/7", "12 \\cdot 3^{1/2}/7", "线段 AP 的长为 12√3/7", "长度 12√3/7", "12√3/7 (≈ 2.97)", "12倍根号3/7"),
        ("12*9^(1/4)*3/7", "(12 * 3^0.4)/7", "12*3^(1/3)/7", "2.97", "12√3/7 (≈ 3.97)", "线段 AP 的长不为 12√3/7", "12*3^2/7"),
    ),
    ("finished", "2", ("2", "4/2"), ("4^(1/2)", "4^0.5", "√4")) ,
    (
        *("rational", "1/2"),
        (
            *("1/2", "0.5", ".5", "\\frac12", "\\frac{1}{2}", "\\dfrac{1}{2}", "\\tfrac12", "2^{-1}", "2^-1", "½", "$\\frac{1}{2}$", "+1/2"),
            *("x = 1/2", "\\boxed{\\frac{1}{2}}", "0.50", "2/4", "P(A) = \\frac{1}{2}", "= 0.5", "The answer is 1/2.", "\\frac{2}{4} = \\frac{1}{2}"),
            *("答案是1/2", "概率为1/2", "5 \\times 10^{-1}", "5e-1", "\\left(\\frac{1}{2}\\right)", "１/２", "\\frac{1}2", "{1}/{2}", "(1/2)^1"),
        ),
        (
            *("50%", "50\\%", "50", "0.05", "5", "1:2", "1, 2", "(1, 2)", "2", "-1/2", "1/-3", "\\frac21", "0,5", "0.5 or 0.6", "0.49", "0.500001"),
            *("1/2 = 0.6", "x = 1/2 or x = 1/3", "1/4 + 1/4", "\\sqrt{1/4}", "\\sin 30^\\circ", "1 - 1/2", "2 \\cdot \\frac14", "1/2x", "\\pm 1/2"),
            *("1/2 cm", "0.4\\overline{9}1", "1//2", "1/2/1", "{1/2", "\\approx 0.5", "", "one half", "1/2 and 1/2", "\\frac{1}{2}{1}", "0.5_2", "1÷0"),
        ),
    ),
    (
        *("rational", "5/2"),
        ("2\\frac{1}{2}", "2 1/2", "2½", "2.5", "\\frac{5}{2}", "2\\tfrac12", "+2 1/2", "10/4", "x=2\\frac12=2.5"),
        ("2\\frac{2}{1}", "21/2", "1", "2 5/2", "\\frac{2}{5}", "2\\cdot\\frac{1}{2}", "2 + 1/2", "-2 1/2", "2.05", "2,5", "2 1 / 2 x", "25%"),
    ),
    (*("rational", "1/3"), ("\\frac13", "3^{-1}", "0.\\overline{3}", "⅓", "2/6"), ("0.33", "0.333", "0.3333333333333333", "33.3%", "0.3\\ldots", "3", "\\frac{1}{3}\\%")),
    (*("rational", "-7"), ("-7", "−7", "x = -7", "-7.0", "-\\frac{14}{2}", "–7"), ("7", "- -7", "(-7, 0)", "|-7|", "--7", "-7/1.5", "7-")),
    (
        *("integer", "1234"),
        ("1234", "#1234", "[1234]", "At position 1234", "1,234", "1{,}234", "1 234", "1\\,234", "1_234", "1234.0", "f(3) = 1234", "a_{10} = 1234", "1234.", "n=1,234", "1.234 \\times 10^3", "1234_{10}"),
        ("(1,234)", "1, 234", "1.234", "12,34", "1,2345", "1234_5", "0x4D2", "1235", "12 34", "1,234,", "1,234 and 5", "[1,234]", "1000+234", "{1,234,5}", "1,23,4"),
    ),
    (
        *("integer", "21"),
        ("21 ways", "There are 21 ways.", "There are 21 such rows of letters.", "The number of ways is 21.", "The smallest such number is 21.", "The largest k is 21.", "It is 21", "det A = 21", "一共有21种方法", "答：共有21种", "所以 x = 21", "有 21 种", "The expected number of turns is 21."),
        ("There are 21 or 22 ways", "21 or more ways", "The number of ways is not 21", "There are at least 21", "21 thousand ways", "det A B = 21", "至少有21种", "没有21种", "21 dozen ways", "The number of wrong ways is 21", "There are not 21"),
    ),
    (*("integer", "1024"), ("2^{10}", "2^10", "1,024", "1024", "2**10", "4^5"), ("2^{11}", "10^2", "210", "2^{10}+0", "2*512", "2^{9}\\cdot 2", "2^{2^{10}}", "\\frac{2048}{2}x")),
    (*("integer", "120"), ("120", "120 units", "x=120", "\\text{120}", "共120种"), ("5!", "6!/6", "\\binom{10}{3}", "12", "1200", "5! = 121", "120 or 121", "-120", "120/0"), ),
    (*("percent", "50"), ("50%", "50\\%", "50 percent", "50", "$50\\%$", "50.0%", "\\frac{100}{2}\\%", "50 %"), ("0.5", "1/2", "5%", "50‰", "50°", "0.5%", "0.50", ".5", "500%", "50%%5")),
    (*("angle", "30"), ("30", "30°", "30^\\circ", "30^{\\circ}", "30 degrees", "\\angle ABC = 30^\\circ", "30度", "180^\\circ/6"), ("\\pi/6", "60°", "30%", "0.5236", "\\frac{\\pi}{6}", "300", "3.0", "30'")[:7]),
    (
        *("value", "2\\sqrt{2}"),
        (
            *("2\\sqrt{2}", "2\\sqrt2", "\\sqrt{8}", "√8", "2√2", "sqrt(8)", "2*sqrt(2)", "8^{1/2}", "8^{0.5}", "\\frac{4}{\\sqrt{2}}", "2^{3/2}", "2^{1.5}"),
            *("\\sqrt 8", "sqrt 8", "2 \\cdot \\sqrt{2}", "\\sqrt{2}+\\sqrt{2}", "x = 2\\sqrt{2}", "2\\sqrt{2} \\approx 2.83", "AB = 2\\sqrt2", "|AB| = \\sqrt{8}", "\\overline{AB} = 2\\sqrt{2}", "\\int_0^2 \\sqrt{2}\\,dx = 2\\sqrt{2}", "\\lim_{x \\to 2} x\\sqrt{2} = 2\\sqrt2", "\\displaystyle 2\\sqrt2", "2根号2", "\\sqrt[4]{64}"),
            *("4\\sin 45^\\circ", "4\\cos(\\pi/4)", "\\sqrt{2}^3", "2\\times2^{\\frac{1}{2}}", "\\sqrt{4\\cdot2}", "\\sqrt{8} = 2\\sqrt{2}", "$2\\sqrt{2}$ units"),
        ),
        (
            *("2.83", "2.8284271247461903", "\\approx 2.83", "2\\sqrt{3}", "\\sqrt{6}", "\\sqrt{4}", "4", "ab = 2\\sqrt{2}", "-2\\sqrt{2}", "\\int_0^2 \\sqrt{2}\\,dx", "\\lim_{x \\to 2} = 2", "\\sqrt[3]{8}", "\\pm 2\\sqrt{2}", "\\sqrt{2}"),
            *("2+\\sqrt{2}", "\\sqrt{-8}", "2\\sqrt{2}\\%", "2\\sqrt[3]{2}", "\\sqrt{16}", "\\sqrt82", "\\sqrt{8} = 3\\sqrt{2}", "2.82842712474619009760337744841939615713934"),
        ),
    ),
    (
        *("value", "2\\pi"),
        ("2\\pi", "2π", "area = 2\\pi", "f(x+1) = 2π", "a_{n+1} = 2\\pi", "E[X] = 2\\pi", "P(X = 2) = 2\\pi", "\\det A = 2\\pi", "2 pi", "2*pi", "\\pi + \\pi", "\\pi \\cdot 2", "2\\pi \\approx 6.28", "\\tau"[:0] + "\\frac{4\\pi}{2}", "4\\pi/2", "4\\arcsin 1", "2 \\times \\pi", "C = 2\\pi", "8\\arctan 1"),
        ("6.28", "6.283185307179586", "\\pi^2", "2", "\\pi", "360°", "2p", "\\frac{2}{\\pi}", "1/2\\pi", "710/113", "\\approx 6.28", "x \\approx 2\\pi", "2\\pi \\approx 46.28", "2\\pi \\approx 6.1", "C 9 = 2\\pi", "xC = 2\\pi", "C^2 = 2\\pi", "6.28 \\approx 2\\pi", "2pie", "\\pi2"),
    ),
    (*("value", "\\frac{\\pi}{6}"), ("\\pi/6", "\\frac{1}{6}\\pi", "\\arcsin(1/2)", "\\arctan\\frac{1}{\\sqrt{3}}", "\\frac16\\pi", "\\sin^{-1}(0.5)", "π/6", "1/6 π"), ("30°", "\\frac{6}{\\pi}", "0.5236", "\\pi/3", "1/6\\pi", "\\arccos(1/2)", "30^\\circ")),
    (
        *("value", "\\ln 2"),
        ("\\ln 2", "ln 2", "\\ln(2)", "\\log 2", "\\log_e 2", "ln(2)", "\\frac{1}{2}\\ln 4", "-\\ln\\frac12", "\\ln 6 - \\ln 3", "\\frac{\\ln 8}{3}", "0.5\\ln 4", "\\ln\\sqrt{4}", "\\ln|-2|", "\\ln{2}"),
        ("0.693", "\\lg 2", "\\log_{10} 2", "\\log_2 e", "\\ln 3", "e^2", "0.6931471805599453", "\\ln -2", "-\\ln 2", "\\ln 0", "2\\ln", "\\ln 2^2", "\\ln 2 \\cdot 2"),
    ),
    (*("value", "\\log_2 3"), ("\\log_2 3", "\\log_{2}(3)", "\\frac{\\ln 3}{\\ln 2}", "log2(3)", "log_2(3)", "log_2 3", "\\log_4 9", "\\frac{1}{\\log_3 2}", "\\frac{\\lg 3}{\\lg 2}"), ("\\log 3", "\\log_3 2", "1.585", "\\log_2 6", "\\ln 3/2", "\\log_1 3", "\\log_{-2} 3", "\\frac{\\ln 2}{\\ln 3}")),
    (*("value", "\\frac{e^2-1}{2}"), ("\\frac{e^2 - 1}{2}", "(e^2-1)/2", "\\frac12(e^2-1)", "\\frac{e^{2}}{2} - \\frac{1}{2}", "0.5e^2 - 0.5", "1/2 (e^2-1)", "\\frac{(e-1)(e+1)}{2}", "\\frac{\\exp(2)-1}{2}"), ("3.19", "e^2 - 1/2", "\\frac{e^2+1}{2}", "\\frac{e^2}{2}-1", "3.194528049465325", "1/2(e^2-1)", "\\frac{2}{e^2-1}", "\\frac{e^{-2}-1}{2}")),
    (*("value", "1+\\sqrt{2}"), ("1+\\sqrt2", "\\sqrt2+1", "\\frac{1}{\\sqrt2-1}", "\\sqrt{3+2\\sqrt{2}}", "\\tan 67.5^\\circ", "\\frac{-1}{1-\\sqrt2}", "(\\sqrt2 - 1)^{-1}"), ("1-\\sqrt2", "\\sqrt3", "2.414", "\\sqrt{3+2\\sqrt{3}}", "\\frac{1}{\\sqrt2+1}", "1 \\pm \\sqrt2", "2.4142135623730951", "\\sqrt{1+2}")),
    (*("value", "\\sqrt[3]{2}"), ("\\sqrt[3]{2}", "2^{1/3}", "∛2", "cbrt(2)", "2^{\\frac13}", "4^{1/6}", "-\\sqrt[3]{-2}"), ("\\sqrt{2}", "3\\sqrt{2}", "1.26", "2/3", "2^1/3", "2^{3}", "\\sqrt[3]{3}", "1.259921049894873")),
    (*("value", "0"), ("0", "0.0", "\\sin \\pi", "\\ln 1", "\\sqrt{3+2\\sqrt2}-1-\\sqrt2", "2-2", "0/5"), ("1/0", "0^0", "none", "10^{-300}", "\\emptyset", "0/0", "\\frac{1}{\\sqrt{3+2\\sqrt2}-1-\\sqrt2}", "10^{-60}")),
    (*("value", "e^\\pi"), ("e^\\pi", "e^{\\pi}", "\\exp(\\pi)", "\\exp \\pi"), ("\\pi^e", "23.14", "23.140692632779267", "e\\pi", "20+\\pi", "e^{-\\pi}")),
    (*("value", "\\frac{\\sqrt6-\\sqrt2}{4}"), ("\\sin 15^\\circ", "\\sin(\\pi/12)", "\\frac{\\sqrt{2}(\\sqrt{3}-1)}{4}", "\\frac{\\sqrt{2-\\sqrt3}}{2}", "\\cos 75^\\circ", "\\frac{\\sqrt3-1}{2\\sqrt2}", "\\cos B = \\sin 15^\\circ", "\\cos\\angle ABC = \\frac{\\sqrt6-\\sqrt2}{4}", "[ABC] = \\sin 15^\\circ", "S_{\\triangle ABC} = \\sin 15^\\circ", "The cosine of angle ABC is (√6-√2)/4"), ("\\cos 60 = \\frac{\\sqrt6-\\sqrt2}{4}", "\\sin x = \\frac{\\sqrt6-\\sqrt2}{4}", "\\sin 15", "\\cos 15^\\circ", "0.2588", "\\frac{\\sqrt6+\\sqrt2}{4}", "\\sin 15 \\pi", "\\frac{\\sqrt4}{4}")),
    (*("finished", "1+\\sqrt{2}"), ("1+\\sqrt2", "\\sqrt{2}+1", "\\frac{2+\\sqrt{8}}{2}"), ("3 - 2 + \\sqrt2", "\\sqrt{1}+\\sqrt{2}", "\\tan 45^\\circ + \\sqrt2", "2 \\cdot \\frac12 + \\sqrt 2")),
    (*("finished", "\\frac{\\pi}{4}"), ("\\pi/4", "\\frac{\\pi}{4}", "0.25\\pi", "\\frac14\\pi"), ("\\frac{1+1}{8}\\pi", "\\frac{5!}{480}\\pi", "0.785", "\\frac{\\pi}{2^{2}}+0+0")),
    (
        *("decimal:2", "2\\pi"),
        ("6.28", "6.280", "\\approx 6.28", "x ≈ 6.28", "2\\pi \\approx 6.28", "= 6.28", "$6.28$", "6.28 units", "6.28e0", "约为6.28", "0.628 \\times 10^1"),
        ("2\\pi", "6.283", "6.3", "6.27", "6.29", "628", "6.283185307179586", "6", "157/25", "6.28 or 6.29", "62.8%", "6,28", "6.28 ± 0.01", "7 \\approx 6.28", "6.28 \\approx 2\\pi", "(6, 28)", "6.28, 6.29", "3 or x \\approx 6.28"),
    ),
    (*("decimal:1", "1/3"), ("0.3", ".3", "0.30", "1/3 \\approx 0.3"), ("1/3", "0.33", "0.4", "30%", "3/10", "0.\\overline{3}", "0.25")),
    (*("decimal:2", "1/8"), ("0.12", "0.13"), ("0.125", "1/8", "0.1", "0.11", "12.5%")),
    (*("decimal:3", "0.5"), ("0.5", "0.500", ".5"), ("1/2", "0.501", "0.5000001", "50%", "\\frac{1}{2}")),
    (*("decimal:0", "1234.4"), ("1234", "1,234", "1234.0", "1{,}234"), ("1234.4", "(1,234)", "1235", "1, 234", "1230", "1.2 \\times 10^3")),
    (
        *("set", "\\{3, -2\\}"),
        (
            *("\\{3, -2\\}", "{3, -2}", "{-2, 3}", "x = 3 or x = -2", "x=-2 \\text{ or } x=3", "x \\in \\{3, -2\\}", "3, -2", "3 and -2", "x = 3, -2", "[3, -2]"),
            *("x_1 = 3, x_2 = -2", "$x = 3$ or $x = -2$", "S = \\{-2, 3\\}", "x=3或x=-2", "解集为{-2, 3}", "x=3、x=-2", "\\left\\{3,-2\\right\\}", "{3; -2}", "- x = 3\n- x = -2", "1. x = 3\n2. x = -2", "x₁ = 3, x₂ = -2", "x_1=3，x_2=-2", "3 or -2"),
            *("The solutions are 3 and -2.", "x = 6/2, x = -2", "{3, -2, 3}", "x=3\nx=-2", "\\{3\\} \\cup \\{-2\\}", "\\frac{1 \\pm 5}{2}", "x=\\frac{1\\pm\\sqrt{25}}{2}", "x₁=3"[:0] + "x1 = 3, x2 = -2"),
        ),
        (
            *("X + 3, -2", "x \\in \\{3\\} \\in \\{-2\\}", "{3, 2}", "{3}", "{3, -2, 0}", "(3, -2)", "3", "-3, 2", "\\pm 3", "{}", "x = 3", "3 - 2", "{3, -2", "3, -2)", "x = 3 or y"),
            *("3 < x < -2", "[-2, 3)", "{(3, -2)}", "x^2 - x - 6 = 0", "(x-3)(x+2)", "{3, -2.0001}", "{3 -2}", "3,-2,...", "no solution", "x \\ne 3, -2", "{-2, 3} or {1}"),
        ),
    ),
    (*("set", "\\{\\sqrt{2}, -\\sqrt{2}\\}"), ("\\pm\\sqrt{2}", "x = \\pm \\sqrt2", "±√2", "{√2, -√2}", "\\{-2^{1/2}, 2^{0.5}\\}", "+/-sqrt(2)"), ("\\sqrt2", "\\pm 2", "\\pm 1.41", "\\{\\sqrt2, \\sqrt{-2}\\}", "\\mp\\sqrt{3}", "\\sqrt{\\pm 2}", "{1.41, -1.41}")),
    (*("set", "\\{1+\\sqrt5, 1-\\sqrt5\\}"), ("1 \\pm \\sqrt5", "1±√5", "x = 1 \\pm \\sqrt{5}", "\\frac{2\\pm\\sqrt{20}}{2}", "1 \\mp \\sqrt5"), ("1 + \\sqrt5", "\\pm 1 \\pm \\sqrt 5", "-1 \\pm \\sqrt5", "\\pm\\sqrt5", "\\pm(1+\\sqrt5)", "1 \\pm 5")),
    (*("set", "\\{1, 200, 300\\}"), ("1, 200, and 300", "1, 200, or 300", "1, 200, 300", "{1,200,300}", "{300, 1, 200}"), ("1,200, 300", "{1200, 300}", "{1, 200300}", "(1, 200, 300)")),
    (*("set", "\\{1200, 3400\\}"), ("{1,200, 3,400}", "1,200 and 3,400", "{1200, 3400}", "{1200,3400}", "{1 200, 3 400}"), ("{1,200,3,400}", "{1, 200, 3, 400}", "12003400")),
    (*("set", "\\{(1,2),(3,4)\\}"), ("(1,2), (3,4)", "{(3,4), (1,2)}", "(1,2) and (3,4)", "(x,y) = (1,2) or (x,y) = (3,4)", "\\{(1, 2); (3, 4)\\}", "(1,2)和(3,4)", "A(1,2), B(3,4)"), ("(2,1), (3,4)", "{1,2,3,4}", "(1,2,3,4)", "(1,2)", "((1,2),(3,4))", "(1,3),(2,4)", "[1,2],[3,4]")),
    (*("set", "\\emptyset"), ("\\emptyset", "∅", "{}", "\\{\\}", "no solution", "No real solutions", "无解", "\\varnothing", "none", "There is no solution.", "x \\in \\emptyset", "空集", "方程无解"), ("0", "", ",", "{0}", "\\{\\emptyset\\}", "x = 0", "infinitely many solutions", "unknown", "{} or 3", "all real numbers")),
    (*("multiset", "\\{1,1,2\\}"), ("1, 1, 2", "{1, 2, 1}", "x=1, x=1, x=2", "[2, 1, 1]"), ("{1, 2}", "{1, 2, 2}", "{1, 1, 2, 2}", "(1, 1, 2)", "1, 1", "1, 1, 2, 0")),
    (
        *("tuple:x,y", "(1,2)"),
        ("(1,2)", "(1, 2)", "x = 1, y = 2", "y = 2, x = 1", "(x, y) = (1, 2)", "1, 2", "[1, 2]", "\\langle 1, 2 \\rangle", "x=1 and y=2", "x=1，y=2", "(1; 2)", "\\begin{pmatrix}1\\\\2\\end{pmatrix}", "A(1,2)", "\\left(1,2\\right)", "x=1\ny=2", "(y, x) = (2, 1)", "\\begin{cases} x = 1 \\\\ y = 2 \\end{cases}", "\\begin{cases}x=1,\\\\y=2\\end{cases}", "(1, 2)^T", "\\vec{v} = (1, 2)", "{\"x\": 1, \"y\": 2}", "x: 1, y: 2", "- x = 1\n- y = 2", "x等于1，y等于2", "**x = 1**, **y = 2**", "\\begin{aligned} x &= 1 \\\\ y &= 2 \\end{aligned}", "x = 2/2 = 1, y = 2", "(\\frac22, 2.0)", "P = (1, 2)"),
        ("(2,1)", "x = 7 = 1, y = 2", "x = 1 = 7, y = 2", "{1,2}", "1.2", "12", "(1,2,3)", "(1)", "x = 2, y = 1", "(y, x) = (1, 2)", "\\begin{cases}x=2\\\\y=1\\end{cases}", "\\begin{pmatrix}1\\\\2\\end{bmatrix}", "x = 1", "(1,2), (3,4)", "(1,2", "x=1, z=2", "(1, 2.01)", "x=1, x=2", "1 + 2i", "\\{1,2\\}", "(1, \\pm 2)", "x = 1 or y = 2", "(0.1, 2)"),
    ),
    (*("tuple", "(1, 000.5)".replace("000.5", "0")), ("(1, 0)", "1, 0", "\\begin{bmatrix}1&0\\end{bmatrix}"), ("(1,000)", "1,000", "(1, 000)", "(0, 1)", "1000", "1", "10")),
    (*("tuple", "(1,234)"), ("(1,234)", "(1, 234)", "1, 234"), ("1234", "1.234", "(1234)", "(12,34)")),
    (*("tuple", "(1, 2, 3)"), ("(1,2,3)", "[1,2,3]", "\\begin{pmatrix}1\\\\2\\\\3\\end{pmatrix}", "x = 1, y = 2, z = 3", "a=1; b=2; c=3", "<1, 2, 3>"), ("(1,3,2)", "{1,2,3}", "(1,2)", "((1,2),3)", "(1,2,3,0)", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}")),
    (
        *("union", "(-\\infty, 1) \\cup [3, \\infty)"),
        (
            *("(-\\infty, 1) \\cup [3, \\infty)", "(-∞,1)∪[3,+∞)", "x < 1 or x >= 3", "x < 1 \\text{ or } x \\geq 3", "x \\in (-\\infty, 1) \\cup [3, +\\infty)", "3 \\le x or 1 > x"),
            *("x<1或x≥3", "\\{x : x < 1 \\text{ or } x \\ge 3\\}", "\\{x \\mid x<1 \\lor x \\geq 3\\}", "(-inf, 1) U [3, inf)", "[3, \\infty) \\cup (-\\infty, 1)", "(-\\infty,1), [3,\\infty)"),
            *("\\mathbb{R} \\setminus [1, 3)", "(-\\infty,0] \\cup (-1,1) \\cup [3,\\infty)", "x \\in (-\\infty,1) \\cup [6/2,\\infty)", "解集为(-∞,1)∪[3,+∞)", "不等式的解集为(-∞,1)∪[3,+∞)", "S = (-\\infty,1) \\cup [3,\\infty)", "{x|x<1或x≥3}", "\\{x \\in \\mathbb{R} : x < 1 \\text{ or } x \\ge 3\\}", "x < 1, x \\ge 3", "x<1 or x=3 or x>3", "x < 1, or x >= 3", "either x < 1 or x ≥ 3", "(-oo, 1) union [3, oo)"),
            *("\\left(-\\infty,1\\right)\\cup\\left[3,\\infty\\right)", "{x | x < 1 or x ≥ 3}", "x 小于1 或 x 大于等于3", "(x < 1) \\lor (x \\ge 3)"),
        ),
        (
            *("(-\\infty, 1] \\cup [3, \\infty)", "(-\\infty, 1) \\cup (3, \\infty)", "[1, 3)", "x < 1 and x >= 3", "1 \\le x < 3", "x < 1", "(-\\infty, 1)", "x < 1, x \\le 3", "{1, 3}"),
            *("(-\\infty, 1) \\cap [3, \\infty)", "(-\\infty, 1) \\cup [3, \\infty]", "(1, -\\infty) \\cup [3, \\infty)", "y < 1 or y >= 3", "x < 1 or x > 3", "[-\\infty, 1) \\cup [3, \\infty)"),
            *("x \\le 1 or x > 3", "(-\\infty, -1) \\cup [3, \\infty)", "1 > x > 3", "1 < x or x \\ge 3", "x < 1 or", "(-\\infty, 1) \\cup [3, 10^{9})", "not [1,3)", "\\mathbb{R}", "(-\\infty, 1) [3, \\infty)"),
        ),
    ),
    (
        *("union", "(1, 3]"),
        ("(1,3]", "1 < x \\le 3", "3 \\ge x > 1", "x > 1 and x <= 3", "x > 1, x <= 3", "x>1且x≤3", "x \\in (1, 3]", "(1,2] \\cup (2,3]", "(1, 2) \\cup [2, 3]", "(0,3] \\cap (1,5)", "[1,3] \\setminus \\{1\\}", "1<x<3 or x=3", "(1; 3]"),
        ("(1,3)", "[1,3]", "[1,3)", "1 < x < 3", "x > 1 or x <= 3", "x > 1, x < 3", "x > 1, x <= 3, x > 0", "x > 1, x <= 3, x > 0, x < 9", "(3,1]", "(1,2) \\cup (2,3]", "{2, 3}", "1,3", "(1, 3", "x > 1", "1 < x > 3", "(1,3.0001]", "13"),
    ),
    (*("union", "x \\ne 2"), ("x \\neq 2", "(-\\infty,2)\\cup(2,\\infty)", "x<2 or x>2", "\\mathbb{R}\\setminus\\{2\\}", "x != 2", "x≠2", "ℝ∖{2}"), ("x = 2", "\\mathbb{R}", "x < 2", "x \\ne -2", "x \\ne 2 and x \\ne 3", "(-\\infty,2]\\cup[2,\\infty)", "\\{2\\}", "x < 2 and x > 2")),
    (*("union", "x > 1, x \\ne 2"), ("(1,2)\\cup(2,\\infty)", "x>1 and x \\ne 2", "x > 1, x ≠ 2", "x>1且x≠2", "(1,\\infty) \\setminus \\{2\\}"), ("x > 1", "x > 2", "x > 1 or x \\ne 2", "(1,2)\\cup[2,\\infty)", "(1,2)")),
    (*("union", "\\mathbb{R}"), ("all real numbers", "(-\\infty, \\infty)", "\\mathbb{R}", "R", "ℝ", "x \\in \\mathbb{R}", "全体实数", "x < 1 or x >= 1", "(-∞,+∞)"), ("[0, \\infty)", "\\emptyset", "x \\ne 0", "all integers", "\\mathbb{Z}", "no solution", "x = x")),
    (*("union", "\\emptyset"), ("no solution", "\\emptyset", "无解", "x < 1 and x > 2", "{}"), ("all real numbers", "x = 0", "(0, 1)", "{0}", "(1,1)")),
    (*("union", "[-\\sqrt2, \\sqrt2]"), ("-\\sqrt{2} \\le x \\le \\sqrt{2}", "[-2^{1/2}, \\sqrt{2}]", "[-√2, √2]"), ("[-1.41, 1.41]", "(-\\sqrt2, \\sqrt2)", "[-2, 2]", "\\pm\\sqrt2", "|x| \\le \\sqrt2")),
    (*("union", "\\{1\\} \\cup (2, 3)"), ("\\{1\\} \\bigcup (2, 3)", "\\left\\{ 1 \\right\\} \\cup \\left(2, 3\\right)", "x = 1 or 2 < x < 3", "(2,3) \\cup \\{1\\}", "[1,1] \\cup (2,3)"), ("[1, 3)", "(2, 3)", "(1, 3)", "{1, 2, 3}", "x=1 and 2<x<3")),
    (*("union", "x < 3"), ("all real x with x < 3", "all x such that x < 3", "-\\infty < x < 3", "(-\\infty, 3)", "3 > x"), ("all x such that x is not < 3", "-\\infty \\le x < 3", "-\\infty > x < 3", "x < -3", "x < 3 < \\infty")),
    (*("union:t", "t > 5"), ("t > 5", "(5, \\infty)", "5 < t", "t \\in (5,\\infty)"), ("x > 5", "t >= 5", "t < 5", "5", "t = 5")),
    (
        *("polynomial:x", "(x-1)(x+1)"),
        ("x^2-1", "x² − 1", "-1 + x^2", "(x+1)(x-1)", "p(x) = x^2 - 1", "x*x - 1", "x^{2}-1", "\\left(x-1\\right)\\left(x+1\\right)", "y = x^2 - 1", "(x-1)(x+1) = x^2-1", "x**2 - 1", "\\frac{2x^2-2}{2}", "x\\cdot x-1", "x^2+0x-1", "1/2 (2x^2-2)", "-(1-x)(1+x)", "f(x)=x²-1", "(x^2)^1-1"),
        ("x^2+1", "x-1", "x^2-1=0", "(x-1)^2", "t^2-1", "x2-1", "2x-1", "\\frac{x^3-x}{x}", "\\frac{(x^2-1)^2}{x^2-1}", "x^2-1+C", "1-x^2", "x^{-2}-1", "x^2-\\sqrt{1.0001}", "(x-1)(x+1", "|x^2-1|", "x^2 - 1, x", "\\pm(x^2-1)", "x^2-y", "x^2 - 1 or x", "x^2-1 = x^2", "x^2-1+\\frac{0}{x}", "e^{2\\ln x}-1", "2^x"),
    ),
    (*("polynomial:x", "2x^2 + 6x"), ("2x^2 +\n6x", "2x\\cdot\n(x + 3)"), ("1\n2x^2 + 6x", "2x\n(x + 3)", "2\nx^2 + 3x", "2x^2 + 6x\n2x^2 + 6x")),
    (*("rational", "7/2"), ("3 1/2", "3\\frac12", "7/\n2"), ("3\n1/2", "7\n1/2", "1\n7/2")),
    (*("polynomial:x,y", "x^2y + 2xy + 3"), ("xy(x+2)+3", "yx^2+2yx+3", "3 + x^2 y + 2 x y", "x^2*y+2*x*y+3", "(x^2+2x)y+3", "x y (2 + x) + 3"), ("xy^2+2xy+3", "x^2y+2xy", "x^{2y}+2xy+3", "x^2y+2x+3", "x^2+2xy+3", "2x^3y^2+3", "x(xy+2y+3)")),
    (*("polynomial:x", "\\frac{1}{2}x^2+\\sqrt2 x"), ("\\frac12 x^2 + x\\sqrt2", "0.5x^2+\\sqrt{2}x", "x(\\frac{x}{2}+\\sqrt2)", "\\frac{x^2}{2}+\\sqrt{2}\\,x", "1/2 x^2 + \\sqrt2 x", "(1/2)x^2+√2x"), ("1/2x^2+\\sqrt2 x", "\\frac{1}{2x^2}+\\sqrt2x", "\\frac12x^2+\\sqrt{2x}", "0.5x^2+1.414x", "\\frac12 x^2")),
    (*("expanded:x", "x^2-1"), ("x^2-1", "-1+x^2", "x^2 - 1 = (x-1)(x+1) = x^2 - 1"), ("(x-1)(x+1)", "x(x)-1+x-x", "x^2+x-x-1", "x\\cdot(x)-1-0x-0x+(x-x)", "(x+1)^2-2x-2")),
    (*("factored:x", "2(x-1)^2(x+3)"), ("2(x-1)^2(x+3)", "(x+3)(2x-2)(x-1)", "2(x-1)(x-1)(x+3)", "(x-1)^2(2x+6)", "-2(1-x)(x-1)(x+3)", "2(3+x)(1-x)^2"), ("2x^3+2x^2-10x+6", "2(x-1)(x^2+2x-3)", "(x-1)^2(x+3)", "2(x-1)(x+3)", "2(x-1)^2(x+3)+0x", "2(x^2-2x+1)(x+3)", "2(x-1)^3(x+3)/(x-1)")),
    (*("factored:x", "\\frac{1}{2}(x-1)(x+3)"), ("\\frac{(x-1)(x+3)}{2}", "0.5(x-1)(x+3)", "(x-1)\\frac{x+3}{2}"), ("\\frac{x^2+2x-3}{2}", "(x-1)(x+3)", "\\frac{(x-1)(x+3)}{2x}x")),
    (*("value", "120"), ("5!", "\\binom{10}{3}", "5!\\cdot 0!", "120\\binom{5}{0}", "=".join(["120"] * 8)), ("5!!", "\\binom{3}{10}", "6!", "(-5)!", "=".join(["120"] * 9))),
    (*("quotient:x", "\\frac{1}{x-1}+\\frac{1}{x+1}"), ("\\frac{2x}{x^2-1}", "2x/((x-1)(x+1))", "\\frac{1}{x+1}+\\frac{1}{x-1}", "2x(x^2-1)^{-1}", "\\frac{-2x}{1-x^2}"), ("\\frac{2}{x^2-1}", "2x/(x-1)(x+1)", "\\frac{2x}{x^2+1}", "\\frac{x}{x^2-1}", "\\frac{2x}{x-1}", "\\frac{1}{0}")),
    (
        *("function:x", "2x\\sin x + x^2\\cos x"),
        ("x(2\\sin x + x\\cos x)", "2x sin(x) + x^2 cos(x)", "f'(x) = x^2\\cos x + 2x\\sin x", "\\frac{dy}{dx} = 2x\\sin(x)+x^2\\cos(x)"[:0] + "y' = 2x\\sin x+x^2\\cos x", "2 x \\sin{x} + x^{2} \\cos{x}", "x^2\\sin x(\\frac2x+\\cot x)"),
        ("2x\\cos x", "2x\\sin x - x^2\\cos x", "2x\\sin x + x^2\\cos x + C", "2x\\sin x", "2\\sin x+x\\cos x", "\\sin 2x + x^2\\cos x", "2x\\sin x + x^2\\cos x + 10^{-9}", "2t\\sin t+t^2\\cos t"),
    ),
    (*("function:x", "\\frac{e^{2x}}{\\sqrt{x}}"), ("e^{2x}x^{-1/2}", "\\exp(2x)/\\sqrt{x}", "\\frac{(e^x)^2}{x^{0.5}}", "\\sqrt{\\frac{e^{4x}}{x}}"), ("e^{2x}\\sqrt x", "e^{2x}/x", "e^2x/\\sqrt{x}", "\\frac{e^{2x}}{\\sqrt{-x}}", "\\frac{2^{2x}}{\\sqrt x}")),
    (
        *("matrix", "[[1,2],[3,4]]"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", "[[1, 2], [3, 4]]", "[1, 2; 3, 4]", "[1 2; 3 4]", "1 2\n3 4", "A = \\begin{pmatrix}1&2\\\\3&4\\\\\\end{pmatrix}", "((1,2),(3,4))", "{{1,2},{3,4}}", "\\frac{1}{2}\\begin{pmatrix}2&4\\\\6&8\\end{pmatrix}", "\\left[\\begin{array}{cc}1&2\\\\3&4\\end{array}\\right]", "[[1,2],\n [3,4]]", "\\begin{pmatrix}1&\\sqrt4\\\\3&2^2\\end{pmatrix}", "1, 2\n3, 4", "A^{-1} = \\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}", "| 1 2 |\n| 3 4 |", "Matrix([[1, 2], [3, 4]])", "np.array([[1, 2], [3, 4]])", "(1, 2), (3, 4)", "[1, 2], [3, 4]", "\\begin{pmatrix}1&2\\cr 3&4\\end{pmatrix}", "\\begin{pmatrix}1&2\\\\[4pt]3&4\\end{pmatrix}"),
        ("[[1,3],[2,4]]", "[[1,2,3,4]]", "[1,2,3,4]", "[[1,2],[3]]", "[[1,2],[3,5]]", "\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}", "-2", "[[1,2],[3,4],[0,0]]", "\\begin{pmatrix}1&2\\\\3&4", "12\n34", "2\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "[[1,2],[3,4]]^T", "\\begin{pmatrix}12\\\\34\\end{pmatrix}", "(1,2),(3,4) or 5"),
    ),
    (*("matrix", "[[1/2,-1],[0,3]]"), ("[[0.5, -1], [0, 3]]", "[1/2 -1; 0 3]", "\\begin{pmatrix}\\frac12&-1\\\\0&3\\end{pmatrix}", "\\frac12\\begin{bmatrix}1&-2\\\\0&6\\end{bmatrix}", "1/2 -1\n0 3"), ("[[0.5, 1], [0, 3]]", "[1/2 - 1; 0 3]", "[[2,-1],[0,3]]", "[[1/2,-1],[0,-3]]", "\\frac{1}{2}[[1,-1],[0,3]]")),
    (*("base:2", "1011"), ("1011", "1011_2", "1011_{2}", "(1011)_2", "0b1011", "1011 (base 2)", "1011 base 2", "x = 1011", "$1011_2$", "二进制为1011"), ("11", "1011_3", "1011_{10}", "1101", "10112", "0x1011", "1021", "11_{10}", "B", "1011 base 10", "1,011")),
    (*("base:16", "2AF"), ("2AF", "2af", "0x2AF", "2AF_{16}", "(2AF)_{16}", "2AF in base 16"), ("687", "2AG", "2AF_8", "2FA", "2AF.5", "0b2AF_2", "2 A F")),
    (*("nothing", ""), ("no solution", "No solutions.", "none", "无解", "\\text{no solution}", "does not exist", "DNE", "\\emptyset", "there are no real roots", "无实数解", "不存在"), ("0", "not enough information", "no", "x = none or 3", "infinitely many", "no solution, or x = 3", "有解", "no solution exists except 3", "the solution is 0", "nothing is 3")),
)  # fmt: skip

ROWS: tuple[tuple[str, str, str, bool], ...] = tuple(
    (kind, gold, form, right)
    for kind, gold, accepted, refused in TABLE
    for forms, right in ((accepted, True), (refused, False))
    for form in forms
)
"""(kind, gold, form, verdict)."""
