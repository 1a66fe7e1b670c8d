"""Parts that invented names are put together from, with how often each occurs; no real name stands here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final


@dataclass(frozen=True, slots=True)
class Weighted:
    """Words with weights, ready for `random.choices(words, cum_weights=...)`."""

    words: tuple[str, ...]
    cumulative: tuple[int, ...]


def _words(text: str) -> tuple[str, ...]:
    """Read words parted by commas, over several lines."""
    return tuple(word for part in text.split(",") if (word := " ".join(part.split())))


def _weighted(text: str) -> Weighted:
    """Read `word:weight` parted by commas; a word without a weight counts one."""
    pairs = [part.partition(":") for part in _words(text)]
    words = tuple(word.strip() for word, _, _ in pairs)
    return Weighted(words, tuple(accumulate(int(weight or 1) for _, _, weight in pairs)))


# --- people ---

SURNAMES: Final = _weighted(
    """
    Nguyễn:300, Trần:98, Lê:84, Phan:52, Phạm:46, Võ:36, Hoàng:34, Bùi:24, Đặng:24, Dương:20, Hồ:18,
    Trương:18, Đinh:13, Ngô:12, Đoàn:11, Hà:10, Thái:9, Cao:9, Lương:8, Lưu:7, Mai:7,
    Đậu:7, Biện:6, Tô:5, Từ:5, Vũ:9, Đỗ:8, Trịnh:6, Đào:6, Tôn:3, Kiều:3, Chu:3, Phùng:3, Uông:2,
    Thân:2, Hồng:1, Nghiêm:1, La:1, Mạc:1
    """
)
MIDDLE_MEN: Final = _weighted(
    """
    Văn:260, Đức:60, Hữu:50, Xuân:48, Quốc:44, Đình:44, Minh:36, Quang:36, Ngọc:32, Thanh:26, Công:26,
    Bá:24, Trọng:24, Anh:20, Viết:20, Duy:18, Tiến:18, Mạnh:16, Thế:16, Sỹ:14, Khắc:14, Hoàng:14,
    Trung:12, Phi:10, Đăng:10, Huy:9, Nhật:8, Kim:6, Gia:6, Chí:6, Danh:5, Tuấn:5, Hồng:5, Phúc:4,
    Cảnh:4, Như:3, Tất:3
    """
)
MIDDLE_WOMEN: Final = _weighted(
    """
    Thị:420, Thị Thu:20, Thị Thanh:20, Thị Hồng:18, Thị Ngọc:16, Thị Kim:14, Thị Minh:12, Thị Mai:10,
    Thị Phương:10, Thị Lan:8, Thị Hoài:8, Thị Bích:7, Thị Quỳnh:7, Thị Thùy:7, Ngọc:12, Thu:8, Thanh:8,
    Khánh:8, Phương:8, Hoài:6, Minh:6, Quỳnh:6, Bảo:4, Hà:4, Diệu:4, Như:3, Cẩm:3, Tú:3
    """
)
GIVEN_MEN: Final = _weighted(
    """
    Hùng:30, Dũng:28, Tuấn:28, Anh:27, Nam:24, Sơn:24, Hải:22, Thắng:22, Cường:20, Hà:14, Đức:20,
    Long:18, Trung:18, Hiếu:18, Hoàng:18, Thành:18, Bình:16, Minh:18, Quang:16, Thanh:14, Tùng:12,
    Huy:16, Đạt:14, Quân:12, Linh:10, Vinh:12, Phúc:10, Lâm:10, Tiến:14, Hưng:12, Việt:10, Toàn:12,
    Tài:12, Hòa:12, Thủy:6, Chiến:10, Lợi:8, Tâm:8, Phương:8, Thịnh:8, Khánh:8, Trường:8, Thái:8,
    Tình:8, Nghĩa:8, Quý:7, Hậu:7, Luận:5, Lộc:6, Kiên:8, Bảo:7, Phong:8, Duẩn:3, Đồng:4, Thông:5,
    Ngọc:6, Khoa:5, Nhân:5, Mạnh:7, Giáp:4, Tân:6, Công:6, Lực:4, Sỹ:4, Cảnh:4, Diện:2, Hoan:3
    """
)
GIVEN_WOMEN: Final = _weighted(
    """
    Hoa:24, Lan:24, Hương:28, Hà:24, Hằng:24, Thủy:24, Hạnh:18, Nga:20, Huyền:20, Trang:22, Linh:22,
    Thảo:18, Mai:18, Yến:16, Vân:18, Hiền:20, Hồng:18, Liên:16, Nhung:16, Phương:18, Thu:12, Loan:14,
    Dung:14, Tâm:14, Ngọc:14, Anh:20, Oanh:12, Quỳnh:12, Thúy:12, Giang:12, Lý:10, Minh:8, Bình:10,
    Xuân:10, Thơm:6, Thương:12, Hoài:10, Tình:8, Luyến:4, Cúc:6, Đào:5, Sen:6, Lợi:5, Tuyết:10, Lương:6,
    Hòa:12, Duyên:8, Nhàn:6, Hường:10, Lài:4, Quý:5, Châu:6, Hậu:6, My:6, Nhi:6, Ngân:8, Thắm:6, Na:4,
    Vinh:5, Tứ:3, Bé:2, Thanh:14, Hiên:4, Sâm:3, Thìn:2, Tuất:1, Mùi:2
    """
)

# --- places inside a commune ---

STREETS: Final = _words(
    """
    Trần Hưng Đạo, Quang Trung, Lê Lợi, Hai Bà Trưng, Lê Hồng Phong, Nguyễn Trãi, Ngô Quyền, Lý Thường
    Kiệt, Đinh Tiên Hoàng, Bà Triệu, Phạm Ngũ Lão, Lê Thánh Tông, Mai Thúc Loan, Hoàng Hoa Thám, Nguyễn
    Thái Học, Yết Kiêu
    """
)
HAMLETS: Final = _words(
    """
    Đông Hà, Nam Sơn, Bắc Tiến, Tây Hồ, Trung Thành, Tân Phong, Liên Hương, Hồng Thái, Tiền Phong, Xuân
    Lâm, Vĩnh Phú, Hòa Bình, Đồng Tâm, Bình Minh, Quyết Tiến, Yên Thịnh, Phú Hậu, Đại Thanh, Minh Tân,
    Kim Thành
    """
)

# --- firms ---

PROPER_FIRST: Final = _words(
    """
    Vĩnh, Tân, Minh, Đại, Hồng, Kim, Gia, Phú, An, Đông, Nam, Bắc, Tây, Việt, Lam, Thiên, Hải, Trường,
    Nhật, Thái, Ngọc, Quang, Thanh, Hưng, Bảo, Đức, Toàn, Long, Trung, Phúc, Khánh, Hà, Duy, Huy, Song,
    Tiến, Thành, Hữu
    """
)
PROPER_SECOND: Final = _words(
    """
    Lâm, Giang, Phát, Thịnh, Hưng, Cường, Vượng, Thành, Sơn, Hà, An, Khang, Phong, Tín, Nghĩa, Hải,
    Dương, Bình, Lợi, Tài, Lộc, Quân, Long, Minh, Anh, Châu, Vân, Trà, Ngân, Khôi, Đạt, Tiến, Hòa,
    Thắng, Linh, Nguyên, Huy, Kiên
    """
)
PROPER_THIRD: Final = _words(
    "Phát, HT, Việt, Group, 26, 38, 68, 79, 88, Hà Tĩnh, Miền Trung, Plus, Xanh, Mới"
)


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business: its industry code and text, and the words a firm's name says it with."""

    code: str
    text: str
    firm_words: tuple[str, ...]
    household_words: tuple[str, ...]
    weight: int
    hires: int  # how many people a usual household of this trade hires at most


def _trades(rows: Sequence[tuple[str, str, str, str, int, int]]) -> tuple[Trade, ...]:
    return tuple(Trade(c, t, _words(f), _words(h), w, n) for c, t, f, h, w, n in rows)


TRADES: Final = _trades(
    [
        (
            "4100",
            "Xây dựng nhà các loại",
            "Xây dựng, Tư vấn và xây dựng, Xây lắp, Đầu tư xây dựng",
            "",
            15,
            0,
        ),
        (
            "4210",
            "Xây dựng công trình đường sắt và đường bộ",
            "Xây dựng cầu đường, Xây dựng giao thông",
            "",
            7,
            0,
        ),
        (
            "4663",
            "Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng",
            "Vật liệu xây dựng, Thương mại vật liệu",
            "Cửa hàng vật liệu xây dựng",
            9,
            6,
        ),
        (
            "4931",
            "Vận tải hành khách đường bộ trong nội thành, ngoại thành",
            "Vận tải, Vận tải và du lịch",
            "Nhà xe",
            7,
            4,
        ),
        (
            "4933",
            "Vận tải hàng hóa bằng đường bộ",
            "Vận tải, Thương mại và vận tải, Dịch vụ vận tải",
            "",
            9,
            0,
        ),
        (
            "4669",
            "Bán buôn chuyên doanh khác chưa được phân vào đâu",
            "Thương mại, Thương mại tổng hợp, Thương mại dịch vụ",
            "",
            16,
            0,
        ),
        (
            "4711",
            "Bán lẻ lương thực, thực phẩm, đồ uống",
            "Thương mại, Siêu thị",
            "Tạp hóa, Cửa hàng tạp hóa",
            14,
            2,
        ),
        (
            "4620",
            "Bán buôn nông, lâm sản nguyên liệu và động vật sống",
            "Nông sản, Thương mại nông lâm sản",
            "Đại lý thức ăn chăn nuôi, Đại lý phân bón",
            6,
            3,
        ),
        ("5510", "Dịch vụ lưu trú ngắn ngày", "Khách sạn, Du lịch và khách sạn", "Nhà nghỉ, Khách sạn", 5, 6),
        (
            "5610",
            "Nhà hàng và các dịch vụ ăn uống phục vụ lưu động",
            "Dịch vụ ăn uống, Nhà hàng",
            "Quán ăn, Nhà hàng, Quán phở",
            9,
            8,
        ),
        (
            "4520",
            "Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác",
            "Ô tô, Dịch vụ ô tô",
            "Garage ô tô, Sửa chữa xe máy",
            6,
            5,
        ),
        (
            "1610",
            "Cưa, xẻ, bào gỗ và bảo quản gỗ",
            "Chế biến gỗ, Lâm sản, Sản xuất đồ gỗ",
            "Xưởng mộc, Xưởng cưa",
            7,
            7,
        ),
        (
            "2392",
            "Sản xuất vật liệu xây dựng từ đất sét",
            "Sản xuất gạch, Gạch ngói",
            "Cơ sở sản xuất gạch",
            3,
            12,
        ),
        (
            "2511",
            "Sản xuất các cấu kiện kim loại",
            "Cơ khí, Nhôm kính, Sản xuất cơ khí",
            "Cơ sở cơ khí, Cơ sở nhôm kính",
            6,
            5,
        ),
        ("1410", "May trang phục", "May mặc, Dệt may xuất khẩu", "Tiệm may", 4, 3),
        (
            "0321",
            "Nuôi trồng thủy sản biển",
            "Thủy sản, Nuôi trồng thủy sản, Giống thủy sản",
            "Trang trại",
            4,
            5,
        ),
        ("0146", "Chăn nuôi gia cầm", "Chăn nuôi, Nông nghiệp công nghệ cao", "Trang trại", 4, 4),
        (
            "1020",
            "Chế biến, bảo quản thủy sản",
            "Chế biến thủy sản, Xuất nhập khẩu thủy sản",
            "Cơ sở chế biến nước mắm",
            4,
            8,
        ),
        ("4730", "Bán lẻ nhiên liệu động cơ", "Xăng dầu, Thương mại xăng dầu", "Cửa hàng xăng dầu", 3, 4),
        (
            "4772",
            "Bán lẻ thuốc, dụng cụ y tế",
            "Dược phẩm, Dược và thiết bị y tế",
            "Hiệu thuốc, Quầy thuốc",
            4,
            2,
        ),
        (
            "7110",
            "Hoạt động kiến trúc và tư vấn kỹ thuật có liên quan",
            "Tư vấn thiết kế, Tư vấn đầu tư",
            "",
            6,
            0,
        ),
        (
            "4741",
            "Bán lẻ máy vi tính, thiết bị ngoại vi, phần mềm",
            "Công nghệ, Giải pháp phần mềm",
            "Cửa hàng máy tính",
            3,
            2,
        ),
        ("8010", "Hoạt động bảo vệ tư nhân", "Dịch vụ bảo vệ, Bảo vệ và vệ sinh", "", 2, 0),
        ("8510", "Giáo dục nhà trẻ", "Giáo dục, Đào tạo", "Nhóm trẻ tư thục", 2, 6),
        ("9602", "Cắt tóc, làm đầu, gội đầu", "Thẩm mỹ", "Cắt tóc, Viện tóc", 4, 2),
        (
            "7810",
            "Hoạt động của các trung tâm, đại lý tư vấn việc làm",
            "Cung ứng lao động, Nhân lực",
            "",
            1,
            0,
        ),
    ]
)
COOPERATIVES: Final = _words(
    """
    dịch vụ nông nghiệp, chăn nuôi, thủy sản, môi trường, rau an toàn, vận tải, xây dựng, tiểu thủ công
    nghiệp, bưởi Phúc Trạch, cam bù, dịch vụ tổng hợp, chế biến nông sản, nuôi ong
    """
)
