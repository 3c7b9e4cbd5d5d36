"""A made-up paper that has every part, in four languages, and what is read of its files."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from handlers.papers.paper import Annex, Cell, Paper, Paragraph, Run, Signature, Style, Table

MADE = datetime(2027, 1, 12, 1, 30, tzinfo=UTC)
WORDS = {
    "vi": {
        "superior": "Ngân hàng Chính sách xã hội", "issuer": "Chi nhánh tỉnh Mẫu",
        "state": "Cộng hòa xã hội chủ nghĩa Việt Nam", "motto": "Độc lập - Tự do - Hạnh phúc",
        "number": "Số:      /TTr-NHCS", "place": "Mẫu, ngày     tháng     năm 2027",
        "title": "Tờ trình", "about": "Về việc đề nghị khen thưởng phong trào thi đua năm 2026",
        "to": "Kính gửi:|- Chủ tịch Ủy ban nhân dân tỉnh Mẫu;|- Hội đồng Thi đua - Khen thưởng tỉnh.",
        "missing": "Còn thiếu: người ký chưa được ghi tên.|Còn thiếu: biên bản họp xét.",
        "basis": "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15;",
        "heading": "I. Kết quả phong trào",
        "body": "Năm 2026 có 1.234 tổ tiết kiệm và vay vốn nộp báo cáo, tỷ lệ thu lãi đạt 98,5%; "
        "trong đó các điểm giao dịch xã đều có báo cáo đúng hạn và đã được kiểm tra.",
        "figure": "Dư nợ đến 31 tháng 12 là 1.234.567 triệu đồng",
        "cols": "STT|Tên tập thể|Điểm, thứ hạng|Ghi chú", "row": "Tổ TK&VV ấp Mẫu",
        "annex": "Phụ lục I|Danh sách tập thể đề nghị khen thưởng|(Kèm theo Tờ trình)",
        "capacity": "TM. Hội đồng\nChủ tịch", "confirm": "Xác nhận của cấp trình",
        "hint": "(chưa ký)", "name": "Nguyễn Thị Mẫu",
        "copies": "Nơi nhận:|- Như trên;|- Lưu: VT, TĐKT.",
        "note": "N07, năm 2026, do ban đại diện xác nhận ngày 10/01/2027",
        "draft": "Bản nháp", "footer": "Phần mềm lập ngày 12/01/2027",
    },
    "en": {
        "superior": "Bank for Social Policies", "issuer": "Branch of the Model Province",
        "state": "The state", "motto": "Independence - Freedom - Happiness",
        "number": "No:      /TTr-NHCS", "place": "Model, day     month     2027",
        "title": "Request", "about": "on awards for the emulation movement of 2026",
        "to": "To: the Chairman of the People's Committee", "missing": "Missing: who signs.",
        "basis": "Under the Law on Emulation and Commendation no. 06/2022/QH15;",
        "heading": "I. What the movement reached",
        "body": "In 2026 reports of 1,234 savings and loan groups came in; 98.5% of the interest "
        "was collected, and each transaction point of a commune reported in time.",
        "figure": "Loans outstanding on 31 December: 1,234,567 million dong",
        "cols": "No.|Collective|Points, place|Remark", "row": "Group of the hamlet Model",
        "annex": "Annex I|List of collectives proposed for an award|(with the request)",
        "capacity": "For the council\nChairman", "confirm": "Confirmed by who submits",
        "hint": "(not signed)", "name": "Nguyễn Thị Mẫu", "copies": "Copies to:|- as above;|- file.",
        "note": "N07, 2026, confirmed on 10 January 2027",
        "draft": "Draft", "footer": "Made on 12 January 2027",
    },
    "hi": {
        "superior": "सामाजिक नीति बैंक", "issuer": "नमूना प्रांत शाखा", "state": "वियतनाम समाजवादी गणराज्य",
        "motto": "स्वतंत्रता - आज़ादी - खुशी", "number": "संख्या:      /TTr-NHCS",
        "place": "नमूना, दिन     माह     2027", "title": "प्रस्ताव", "about": "प्रतिस्पर्धा 2026 के पुरस्कार के विषय में",
        "to": "सेवा में: अध्यक्ष, जन समिति", "missing": "अनुपस्थित: हस्ताक्षर करने वाले का नाम",
        "basis": "प्रतिस्पर्धा और प्रशंसा का कानून 06/2022/QH15;", "heading": "I. प्रतिस्पर्धा का परिणाम",
        "body": "2026 में 1,234 बचत और ऋण समूहों ने रिपोर्ट दी; ब्याज की वसूली 98.5% रही और हर कम्यून ने समय पर "
        "रिपोर्ट भेजी, जिसकी जाँच शाखा ने की।",
        "figure": "31 दिसंबर को बकाया ऋण 1,234,567 मिलियन डोंग",
        "cols": "क्रम|समूह का नाम|अंक, स्थान|टिप्पणी", "row": "नमूना गाँव का समूह",
        "annex": "परिशिष्ट I|पुरस्कार के लिए प्रस्तावित समूहों की सूची|(प्रस्ताव के साथ)",
        "capacity": "परिषद की ओर से\nअध्यक्ष", "confirm": "प्रस्तुत करने वाले की पुष्टि", "hint": "(बिना हस्ताक्षर)",
        "name": "Nguyễn Thị Mẫu", "copies": "प्रतिलिपि:|- ऊपर जैसा;|- फ़ाइल।",
        "note": "N07, 2026, 10 जनवरी 2027 को पुष्टि", "draft": "मसौदा", "footer": "12 जनवरी 2027 को बनाया गया",
    },
    "ar": {
        "superior": "بنك السياسات الاجتماعية", "issuer": "فرع مقاطعة النموذج",
        "state": "جمهورية فيتنام الاشتراكية", "motto": "الاستقلال - الحرية - السعادة",
        "number": "الرقم:      /TTr-NHCS", "place": "النموذج، اليوم     الشهر     2027",
        "title": "طلب", "about": "بشأن مكافآت حركة التنافس لعام 2026",
        "to": "إلى: رئيس اللجنة الشعبية", "missing": "ناقص: اسم الموقّع.",
        "basis": "بموجب قانون التنافس والتكريم رقم 06/2022/QH15؛", "heading": "I. نتائج الحركة",
        "body": "في عام 2026 وردت تقارير من 1,234 مجموعة ادخار وإقراض، وبلغت نسبة تحصيل الفوائد 98.5%، "
        "وأرسلت كل بلدية تقريرها في الموعد بعد التحقق منه.",
        "figure": "القروض القائمة في 31 ديسمبر 1,234,567 مليون دونغ",
        "cols": "رقم|اسم المجموعة|النقاط والترتيب|ملاحظة", "row": "مجموعة قرية النموذج",
        "annex": "الملحق I|قائمة المجموعات المقترحة للمكافأة|(مع الطلب)",
        "capacity": "عن المجلس\nالرئيس", "confirm": "تصديق الجهة المقدمة", "hint": "(غير موقّع)",
        "name": "Nguyễn Thị Mẫu", "copies": "نسخة إلى:|- كما ورد أعلاه؛|- الأرشيف.",
        "note": "N07، 2026، صودق عليه في 10 يناير 2027", "draft": "مسودة",
        "footer": "أُعدّ في 12 يناير 2027",
    },
}  # fmt: skip
ROWS = 45
"""More than a page has."""


def sample(language: str, *, confirmed: bool = False) -> Paper:
    """The paper with everything; `confirmed`: somebody confirms on the left of who signs."""
    said = WORDS[language]
    dir: Literal["ltr", "rtl"] = "rtl" if language == "ar" else "ltr"
    plain = {name: said[name] for name in ("superior", "issuer", "state", "motto", "number", "place",
                                           "title", "about", "draft", "footer")}  # fmt: skip
    many = {name: tuple(said[name].split("|")) for name in ("to", "missing", "copies")}
    signs = Signature(capacity=said["capacity"], name=said["name"], hint=said["hint"])
    name, title, of = said["annex"].split("|")
    return Paper(
        code="request", language=language, dir=dir, **plain, **many, signs=(signs,), made=MADE,
        body=(
            paragraph(said["basis"], "basis"), paragraph(said["heading"], "heading"),
            *[paragraph(said["body"])] * 8, Paragraph(runs=(
                Run(text=said["figure"], bold=True, note=1), Run(text="; "),
                Run(text=said["row"], italic=True, note=2), Run(text=".", note=1))),
            table(said["cols"].split("|"), said["row"], 4),
            paragraph(said["hint"], "center"), paragraph(said["note"], "note"),
            paragraph(said["missing"].split("|")[0], "box"),
            Annex(name=name, title=title, of=of, wide=True),
            table(said["cols"].split("|"), said["row"], ROWS),
            Annex(name=name + "I", title=title, of=of), paragraph(said["body"]),
        ),
        confirms=Signature(capacity=said["confirm"], hint=said["hint"]) if confirmed else None,
        notes=((1, said["note"]), (2, said["note"]), (3, said["note"])),
    )  # fmt: skip


def paragraph(text: str, style: Style = "body") -> Paragraph:
    """One in one style."""
    return Paragraph(runs=(Run(text=text),), style=style)


def cell(text: str, align: Literal["left", "right", "center"] = "left", span: int = 1) -> Cell:
    """One in one style."""
    return Cell(runs=(Run(text=text),), align=align, span=span)


def table(columns: list[str], name: str, rows: int) -> Table:
    """A table with a row over all columns, and figures on the right."""
    heads = tuple(cell(title, "center") for title in columns)
    lines = [(cell(str(n), "center"), cell(f"{name} {n}"), cell(f"{n},5", "right"),
              Cell(runs=(Run(text="N07", note=3 if n == 1 else None),))) for n in range(1, rows + 1)]  # fmt: skip
    return Table(widths=(1, 5, 2, 2), rows=(heads, (cell(name, span=4),), *lines), heads=1)


def words(paper: Paper) -> list[str]:
    """All words of a paper, sorted: the order on a page is not that of its parts."""
    return _split(" ".join(_texts(paper.model_dump(exclude={"code", "language", "dir", "made"}))))


def read(pdf: bytes, folder: Path) -> list[str]:
    """All words of a PDF, sorted."""
    (folder / "read.pdf").write_bytes(pdf)
    return _split(text(folder / "read.pdf"))


def text(path: Path) -> str:
    """What a PDF says."""
    command = ["/usr/bin/pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _texts(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"kind", "style", "align"}:
                yield from _texts(one, key)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _split(said: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", said).casefold()
    return sorted(re.findall(r"[\w\u0900-\u097f]+", re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", plain)))
