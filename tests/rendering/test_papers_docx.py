"""Guards: a DOCX has the layout of Decree 30/2020: sizes, margins, the head of two columns, page
numbers from the second page on; nothing of it is a text box or a picture."""

from __future__ import annotations

import re

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
from docx.oxml.ns import qn
from opened import everywhere, letters, opened, parts, saying, value
from sample_paper import sample
from sample_words import WORDS

from locales.translator import languages

VI = WORDS["vi"]
LOOKS = {
    VI["superior"].upper(): (12, False, False), VI["issuer"].upper(): (12, True, False),
    VI["state"].upper(): (12, True, False), VI["motto"]: (13, True, False),
    VI["number"]: (13, False, False), VI["place"]: (13, False, True),
    VI["title"].upper(): (14, True, False), VI["about"]: (14, True, False),
    VI["basis"]: (14, False, True), VI["heading"]: (14, True, False),
    VI["body"]: (14, False, False),
    "TM. HỘI ĐỒNG\nCHỦ TỊCH": (14, True, False), VI["name"]: (14, True, False),
    "Nơi nhận:": (12, True, True), "- Như trên;": (11, False, False),
    "Phụ lục I": (14, True, False), "(Kèm theo Tờ trình)": (14, False, True),
}  # fmt: skip
PICTURES = re.compile(rb"<(w:drawing|w:pict|w:object|v:|wps:|mc:AlternateContent|w:framePr)")


@pytest.mark.parametrize("words", LOOKS)
def test_each_part_has_its_size(words: str) -> None:
    assert letters(saying(opened(sample("vi")), words)) == LOOKS[words]


@pytest.mark.parametrize("language", languages())
def test_every_letter_is_times_new_roman(language: str) -> None:
    """Latin, East Asian and complex scripts; in the sizes of each style for complex ones too."""
    styles = opened(sample(language)).styles
    ours = [style for style in styles if style.name.startswith("Paper ")]
    assert len(ours) > 20
    for style in (*ours, styles["Normal"]):
        fonts = style.element.rPr.find(qn("w:rFonts")).attrib
        assert set(fonts.values()) == {"Times New Roman"}
        assert {name.split("}")[1] for name in fonts} == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert value(style.element, "w:rPr/w:szCs") == value(style.element, "w:rPr/w:sz")
    used = {paragraph.style.name for paragraph in everywhere(opened(sample(language)))}
    assert {name for name in used if not name.startswith("Paper ")} == set()


def test_pages_are_a4_with_the_margins_of_the_rule() -> None:
    """The annex of figures lies; what comes after it stands again."""
    sections = opened(sample("vi")).sections
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    for section in sections:
        around = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(one.mm) for one in around] == [20, 20, 30, 15]
    assert [s.start_type.name for s in sections] == ["NEW_PAGE"] * 3
    wide = opened(sample("vi").model_copy(update={"wide": True})).sections[0]
    assert wide.page_width > wide.page_height


def test_the_head_is_a_table_of_two_columns_without_borders() -> None:
    document = opened(sample("vi"))
    head = document.tables[0]
    assert document.element.body[0] is head._tbl
    assert len(head.columns) == 2
    assert head.style.name == "Normal Table"
    assert head._tbl.find(f".//{qn('w:tblBorders')}") is None
    assert head._tbl.find(f".//{qn('w:tcBorders')}") is None
    left, right = head.rows[0].cells
    assert VI["issuer"].upper() in left.text
    assert VI["motto"] in right.text


def test_the_lines_under_the_head_are_as_long_as_the_rule_says() -> None:
    """A third to a half of the issuer's name, all of the motto."""
    head = opened(sample("vi")).tables[0]
    assert 45 <= line(head, 0) <= 80
    assert 145 <= line(head, 1) <= 160


def line(table: object, column: int) -> float:
    cell = table.rows[0].cells[column]  # type: ignore[attr-defined]
    drawn = cell.paragraphs[-1]
    assert drawn._p.pPr.find(qn("w:pBdr")) is not None
    form = drawn.paragraph_format
    return float(cell.width.pt - form.left_indent.pt - form.right_indent.pt)


def test_pages_are_numbered_from_the_second_on_and_marked_as_a_draft() -> None:
    first, *others = opened(sample("vi")).sections
    assert first.different_first_page_header_footer
    assert [one.text for one in first.first_page_header.paragraphs] == [VI["draft"]]
    number, draft = first.header.paragraphs
    assert value(number._p, "w:fldSimple", "w:instr") == " PAGE "
    assert number.style.paragraph_format.alignment == SIDE.CENTER
    assert letters(number)[0] == 13
    assert draft.text == VI["draft"]
    assert all(s.header.is_linked_to_previous for s in others)
    assert not any(s.different_first_page_header_footer for s in others)
    below = (first.footer, first.first_page_footer)
    assert {one.paragraphs[0].text for one in below} == {VI["footer"]}


@pytest.mark.parametrize("language", languages())
def test_there_is_no_text_box_and_no_picture(language: str) -> None:
    for name, content in parts(sample(language)).items():
        assert not PICTURES.search(content), name
        assert name.endswith((".xml", ".rels")), name


def test_the_body_is_justified_and_indented() -> None:
    form = saying(opened(sample("vi")), VI["body"]).style.paragraph_format
    assert form.alignment == SIDE.JUSTIFY
    assert round(form.first_line_indent.cm, 2) == 1.27
    assert (form.space_after.pt, form.line_spacing) == (6, 1.15)


def test_tables_say_their_heads_again_and_part_no_row() -> None:
    document = opened(sample("vi"))
    table = next(one for one in document.tables if len(one.rows) > 30)
    assert table.style.name == "Table Grid"
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True] + [False] * (len(heads) - 1)
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert table.rows[2].cells[2].paragraphs[0].alignment == SIDE.RIGHT


def test_the_notes_stand_before_the_first_annex() -> None:
    texts = [paragraph.text for paragraph in everywhere(opened(sample("vi")))]
    notes = [at for at, text in enumerate(texts) if text.endswith(VI["note"]) and text[0].isdigit()]
    assert [texts[at][0] for at in notes] == ["1", "2", "3"]
    assert notes[-1] < texts.index("Phụ lục I")
    figure = saying(opened(sample("vi")), VI["figure"])
    assert [run.text for run in figure.runs if run.font.superscript] == ["1", "2", "1"]


def test_who_signs_stands_on_the_right() -> None:
    """Copies on the left of the signature; who confirms takes their place."""
    left, right = by_signature("vi", confirmed=False)
    assert left.startswith("Nơi nhận:")
    assert right.startswith("TM. HỘI ĐỒNG")
    left, right = by_signature("vi", confirmed=True)
    assert left.startswith(VI["confirm"].upper())
    assert right.startswith("TM. HỘI ĐỒNG")


def by_signature(language: str, *, confirmed: bool) -> list[str]:
    tables = opened(sample(language, confirmed=confirmed)).tables
    row = next(t.rows[0] for t in tables if "CHỦ TỊCH" in t.rows[0].cells[-1].text)
    return [cell.text for cell in row.cells]


@pytest.mark.parametrize("language", languages())
def test_arabic_begins_on_the_right(language: str) -> None:
    document, turned = opened(sample(language)), language == "ar"
    for style in document.styles:
        if style.name.startswith("Paper "):
            assert (style.element.pPr.find(qn("w:bidi")) is not None) == turned
    for table in document.tables:
        assert (table._tbl.tblPr.find(qn("w:bidiVisual")) is not None) == turned
    runs = [run for paragraph in everywhere(document) for run in paragraph.runs if run.text.strip()]
    assert {bool(run.font.rtl) for run in runs if not run.font.superscript} == {turned}
