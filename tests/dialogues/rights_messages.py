"""What anybody may send at any moment, whatever was open."""

from __future__ import annotations

LINE = "BC 47 2691,3tr 0 12,43tr 12,43tr 931k 47 231,7tr có"
LATE = "/report 7788001 head-month 2026-09"
ABOUT = "/eligibility 7788001 DQ1 2026"
MARKED = (("P045", f"{ABOUT} set"), ("P045", "12/KL"), ("P045", "mất điện"), ("P045", "có"))

TEXTS = (
    "45", "2285tr", "1", "2", "=7", "có", "không", "đúng", "lùi", "vẫn vậy", "bỏ qua", "chưa rõ",
    "sửa 3", "sửa 2", "xác nhận", "discard", "accept", "return", "later", "all", "loan_out",
    "unit", "trợ giúp", "xyz", "mất điện hai ngày", "🙂", LINE, "Số hộ còn dư nợ 45, dư nợ 2285tr",
    "báo cáo", "xếp hạng",
)  # fmt: skip
COMMANDS = (
    "/help", "/language", "/language hi", "/report", "/report line", "/report groups", "/review",
    "/why", "/standings", "/standings commune", "/standings commune 2 official",
    "/standings office", "/standings office 1 official", "/standings province",
    "/standings province 3", "/standings subscribe", "/standings subscribe weekly", "/cancel",
    "/link 1 yes", "/nothing", "/board", "/notices", "/notices daily", "/continue",
    "/report groups 2", "/report mine 2", "/eligibility",
)  # fmt: skip
NAMING = (
    "/report 7788001", "/report 7788001 head-month 2026-11", "/report 7788001 head-month 2026-09",
    "/report 7788001 head-month 2026-11 45 2285tr", "/report 66554", "/why 7788001",
    "/standings 66554", "/standings 66554 2 official", "/standings HS", "/standings 7788001",
    "BC 7788001 45 2285tr", "BC 7788001", "/board 7788001", "/board 66554 head-month 2026-11 2",
    "/board remind 7788001 head-month 2026-11", "/board invite 7788001", "/board HS",
    "/successor 7788001", "/eligibility 7788001", "/eligibility 7788001 DQ1 2026 answer",
    "/eligibility 7788001 DQ1 2026 confirm 1",
)  # fmt: skip
MEDIA = ("photo", "voice", "sticker", "edit", "file", "contact", "other")
