"""Curves as pictures: points lie where the axes say, one name has one colour, and the text is XML whatever the names."""

from xml.etree import ElementTree

from synth.pipelines.report.line_chart import HEIGHT, WIDTH, line_chart

SVG = "{http://www.w3.org/2000/svg}"


def test_points_lie_where_the_axes_say():
    panels = {"one": {"a": [(0, 0.0), (50, 0.5), (100, 1.0)], "b < c": [(0, 2.0)]}, 'two & "more"': {"b < c": [(10, 0.25)]}}
    root = ElementTree.fromstring(line_chart(panels, "steps", "reward"))
    lines = list(root.iter(f"{SVG}polyline"))
    assert [line.get("points") for line in lines] == [
        f"0.0,{HEIGHT:.1f} {WIDTH / 2:.1f},{HEIGHT / 2:.1f} {WIDTH:.1f},0.0",
        "0.0,0.0",  # above the top: at the border
        f"{WIDTH:.1f},{HEIGHT * 0.75:.1f}",
    ]
    assert lines[1].get("stroke") == lines[2].get("stroke") != lines[0].get("stroke")
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.count("b < c") == words.count("a") == words.count("one") == 1 and 'two & "more"' in words
    left, top, width, height = map(float, root.get("viewBox").split())
    assert (left, top) == (0, 0) and width > 2 * WIDTH and height > HEIGHT
