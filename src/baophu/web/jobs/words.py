"""Words of the pages of long work: what it is, how it stands, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop, ngettext

from baophu.intake.contracts import contracts
from baophu.jobs.queries import JobKind, JobState, JobView
from baophu.kernel.time import Period
from baophu.reporting import formats
from baophu.web.lists.words import COMMAND_WORDS, period_words

STATES: dict[JobState, tuple[str, str, str]] = {  # shape, colour, words
    JobState.WAITING: ("ring", "off", gettext_noop("Đang chờ")),
    JobState.RUNNING: ("clock", "act", gettext_noop("Đang làm")),
    JobState.DONE: ("ok", "ok", gettext_noop("Xong")),
    JobState.REFUSED: ("late", "bad", gettext_noop("Không làm được")),
    JobState.FAILED: ("late", "bad", gettext_noop("Bị lỗi")),
    JobState.CANCELLED: ("cross", "off", gettext_noop("Đã hủy")),
}
EXPORTS: dict[str, str] = {
    "links": gettext_noop("Dòng của danh sách nào thuộc đơn vị, người nào"),
    "standings": gettext_noop("Tình trạng của từng đơn vị"),
    "coverage": gettext_noop("Tỷ lệ bao phủ theo địa bàn"),
    "breakdown": gettext_noop("Tỷ lệ bao phủ theo loại, cỡ, ngành"),
    "arrears": gettext_noop("Phải đóng, đã đóng, còn nợ theo tháng"),
    "support": gettext_noop("Hỗ trợ đóng tự nguyện theo tháng"),
    "quarantine": gettext_noop("Dòng chờ sửa của các danh sách"),
    "duties": gettext_noop("Danh sách phải gửi và tình trạng gửi"),
}
STEPS: tuple[str, ...] = (
    gettext_noop("Giữ tệp"),
    gettext_noop("Đọc tệp"),
    gettext_noop("Đọc từng dòng"),
    gettext_noop("Ghi biên nhận"),
    gettext_noop("Lập bảng"),
    gettext_noop("Ghi tệp"),
    gettext_noop("Tính kinh phí hỗ trợ"),
    gettext_noop("Đọc các dòng nêu tên đơn vị"),
    gettext_noop("Ghép đơn vị theo mã"),
    gettext_noop("Ghép đơn vị theo tên, địa chỉ"),
    gettext_noop("Đọc các dòng nêu tên người"),
    gettext_noop("Ghép người theo số định danh"),
    gettext_noop("Ghép người theo tên, ngày sinh"),
    gettext_noop("Cấp mã cho đơn vị và người mới"),
)  # what a job says while it runs; a step without a word here is shown as it came
ENDINGS: tuple[str, ...] = (
    gettext_noop(
        "Máy chủ dừng giữa chừng {n} lần nên việc này được kết thúc. Chưa có gì được ghi. Báo người quản trị."
    ),
    gettext_noop(
        "Lỗi của chương trình ({kind}). Chưa có gì được ghi dở. Báo người quản trị, kèm số công việc {job}."
    ),
)  # what the worker says when it gives up
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Shown:
    """A job in the reader's words."""

    job: JobView
    title: str
    shape: str
    colour: str
    state: str
    percent: int
    left: str
    told: str  # what came of it, or why not
    to: str  # where what came of it is seen; blank where there is nothing

    @property
    def under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.job.under_way


def shown(job: JobView, at: datetime) -> Shown:
    """A job as its page says it, at a moment."""
    shape, colour, state = STATES[job.state]
    return Shown(
        job=job,
        title=title(job),
        shape=shape,
        colour=colour,
        state=gettext("Đang hủy") if job.cancelling else gettext(state),
        percent=job.permille // 10,
        left=left_words(job.seconds_left(at)),
        told=_told(job),
        to=_to(job),
    )


def title(job: JobView) -> str:
    """What the job is: "Đối chiếu, số liệu đến hết ngày 30/06/2018"."""
    given = {key: str(value) for key, value in job.arguments.items()}
    if job.kind is JobKind.RECONCILE:
        day = formats.day(date.fromisoformat(given["on"]))
        return gettext("Đối chiếu, số liệu đến hết ngày %(day)s") % {"day": day}
    if job.kind is JobKind.RECEIVE:
        known = contracts().get(given["list"])
        words = {"list": gettext(known.title) if known else given["list"]}
        return (
            gettext("Nhận danh sách: %(list)s") % words + ", " + period_words(Period.parse(given["period"]))
        )
    if job.kind is JobKind.EXPORT:
        return gettext("Xuất: %(what)s") % {"what": gettext(EXPORTS[given["what"]])}
    return gettext("Lập đề nghị kinh phí hỗ trợ, %(quarter)s") % {
        "quarter": period_words(Period.parse(given["quarter"]))
    }


def left_words(seconds: int | None) -> str:
    """`còn khoảng 2 phút`; says so while nothing can be reckoned."""
    if seconds is None:
        return gettext("đang ước lượng thời gian")
    if seconds < MINUTE:
        n = max(seconds, 1)
        return ngettext("còn khoảng %(n)s giây", "còn khoảng %(n)s giây", n) % {"n": n}
    n = -(-seconds // MINUTE)
    if seconds < HOUR:
        return ngettext("còn khoảng %(n)s phút", "còn khoảng %(n)s phút", n) % {"n": n}
    n = -(-seconds // HOUR)
    return ngettext("còn khoảng %(n)s giờ", "còn khoảng %(n)s giờ", n) % {"n": n}


def _told(job: JobView) -> str:
    """What came of the job in one sentence; nothing while it is under way."""
    if job.state in {JobState.REFUSED, JobState.FAILED}:
        values = job.outcome.get("values")
        message = gettext(str(job.outcome.get("message", "")))
        return COMMAND_WORDS.sub("", message.format(**(values if isinstance(values, dict) else {})))
    if job.state is JobState.CANCELLED:
        return gettext("Đã hủy theo yêu cầu. Không có gì được ghi dở.")
    return _came(job) if job.state is JobState.DONE else ""


def _came(job: JobView) -> str:
    """What a finished job brought."""
    outcome = job.outcome
    if job.kind is JobKind.RECEIVE:
        counts = {name: formats.number(_whole(outcome, name)) for name in ("taken", "quarantined")}
        words = gettext("Đã nhận %(taken)s dòng; %(quarantined)s dòng chờ sửa. Biên nhận %(number)s.")
        return words % {**counts, "number": outcome["number"]}
    if job.kind is JobKind.RECONCILE:
        return gettext("Đã công bố lượt đối chiếu số %(run)s.") % {"run": outcome["run"]}
    if job.kind is JobKind.EXPORT:
        return gettext("Đã xuất %(n)s dòng.") % {"n": formats.number(_whole(outcome, "rows"))}
    return gettext("Đã lập đề nghị số %(claim)s.") % {"claim": outcome["claim"]}


def _whole(outcome: dict[str, object], name: str) -> int:
    """A count of the outcome."""
    value = outcome.get(name)
    return value if isinstance(value, int) else 0


def _to(job: JobView) -> str:
    """The page that shows what came of the job."""
    if job.state is not JobState.DONE:
        return ""
    name, argument = {
        JobKind.RECEIVE: ("receipt", job.outcome.get("receipt")),
        JobKind.RECONCILE: ("run", job.outcome.get("run")),
        JobKind.CLAIM: ("voluntary-claim", job.outcome.get("claim")),
        JobKind.EXPORT: ("job-made", job.id),
    }[job.kind]
    try:
        return reverse(f"web:{name}", args=[argument])
    except NoReverseMatch:
        return ""
