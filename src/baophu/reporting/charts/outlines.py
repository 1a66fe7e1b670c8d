"""The agency's own map: a GeoJSON of districts, checked against a day's places, fitted into the frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import cos, radians
from typing import Any

from django.utils.translation import gettext
from shapely import Polygon, make_valid
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

from baophu.kernel.errors import Refused
from baophu.places.rules import AreaRef
from baophu.reporting.charts.schematic import HEIGHT, WIDTH, Shape

MOST_BYTES = 5_000_000
MOST_FEATURES = 400
CODES = ("code", "ma", "MA_HUYEN", "ma_huyen", "district_code")  # properties that may hold the official code
SHOWN = 8  # codes named in a refusal
MARGIN = 8  # px around the drawing
LABEL_TOLERANCE = 2.0  # px
ROOM = 24  # px from the figure to the nearest boundary: less, and the name is left out
TOLERANCE = 0.35  # px: corners nearer to the line than this are left out
DEGREES = (180, 90)


class MapTooLarge(Refused):
    """More bytes than a page can carry."""

    code = "reporting.map_too_large"
    message = "Tệp bản đồ có {size} MB, nhiều nhất {most} MB. Giản lược đường ranh giới rồi chọn lại tệp."


class MapUnreadable(Refused):
    """The file is no GeoJSON of areas."""

    code = "reporting.map_unreadable"
    message = "Chưa đọc được tệp bản đồ: {why}. Xuất lại từ phần mềm bản đồ dạng GeoJSON, hệ tọa độ WGS 84."


class MapCodes(Refused):
    """The areas of the file are not the districts of the day."""

    code = "reporting.map_codes"
    message = (
        "Mã trong tệp không khớp danh mục ngày {day}: thiếu {missing}; lạ {strange}. Sửa mã rồi chọn lại tệp."
    )


def read(content: bytes, *, places: Sequence[AreaRef], day: str) -> tuple[Shape, ...]:
    """The districts' outlines of a file, in the schematic's frame; refuses all but exactly these places.

    The largest part of a district carries its figure; the figure stands inside it.
    """
    if len(content) > MOST_BYTES:
        raise MapTooLarge(size=f"{len(content) / 1e6:.1f}".replace(".", ","), most=MOST_BYTES // 1_000_000)
    found = {_code(feature): _geometry(feature) for feature in _features(content)}
    known = {place.code for place in places}
    missing, strange = sorted(known - found.keys()), sorted(found.keys() - known)
    if missing or strange:
        raise MapCodes(day=day, missing=_few(missing), strange=_few(strange))
    return _fitted(found)


def _features(content: bytes) -> list[Mapping[str, Any]]:
    try:
        whole = json.loads(content)
        features = whole["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise MapUnreadable(why=gettext("tệp không phải FeatureCollection")) from None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise MapUnreadable(why=gettext("mục features không phải danh sách"))
    if len(features) > MOST_FEATURES:
        raise MapUnreadable(
            why=gettext("có %(n)s vùng, nhiều nhất %(most)s") % {"n": len(features), "most": MOST_FEATURES}
        )
    codes = [_code(feature) for feature in features]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise MapUnreadable(why=gettext("mã %(codes)s có nhiều lần") % {"codes": _few(twice)})
    return features


def _code(feature: Mapping[str, Any]) -> str:
    told = feature.get("properties")
    values = [told[name] for name in CODES if isinstance(told, dict) and name in told]
    if not values:
        raise MapUnreadable(
            why=gettext("một vùng không có mã, đặt mã vào thuộc tính “%(name)s”") % {"name": CODES[0]}
        )
    return str(values[0]).strip()


def _geometry(feature: Mapping[str, Any]) -> BaseGeometry:
    code = _code(feature)
    try:
        told = make_valid(shape(feature["geometry"]))
    except (ShapelyError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise MapUnreadable(
            why=gettext("vùng %(code)s không có đường ranh giới đọc được") % {"code": code}
        ) from None
    parts = _polygons(told)
    if not parts:
        raise MapUnreadable(why=gettext("vùng %(code)s không phải đa giác") % {"code": code})
    west, south, east, north = told.bounds
    if max(abs(west), abs(east)) > DEGREES[0] or max(abs(south), abs(north)) > DEGREES[1]:
        raise MapUnreadable(
            why=gettext("tọa độ của vùng %(code)s không phải kinh độ, vĩ độ") % {"code": code}
        )
    return MultiPolygon(parts)


def _polygons(told: BaseGeometry) -> list[Polygon]:
    """The polygons of whatever a repair made."""
    if isinstance(told, Polygon):
        return [] if told.is_empty else [told]
    return [part for one in getattr(told, "geoms", ()) for part in _polygons(one)]


def _fitted(found: Mapping[str, BaseGeometry]) -> tuple[Shape, ...]:
    """Every outline in px: one scale both ways, a degree of longitude shortened as on the middle latitude."""
    west, south, east, north = MultiPolygon([p for g in found.values() for p in _polygons(g)]).bounds
    squeeze = cos(radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2

    def px(x: float, y: float) -> tuple[float, float]:
        return left + (x - west) * squeeze * scale, top + (north - y) * scale

    pixels = {code: _moved(told, px) for code, told in found.items()}
    order = sorted(pixels, key=lambda code: (-pixels[code].area, code))  # a town is drawn over its district
    above = [[pixels[code] for code in order[place + 1 :]] for place in range(len(order))]
    return tuple(_drawn(code, pixels[code], above[place]) for place, code in enumerate(order))


def _moved(told: BaseGeometry, px: Callable[[float, float], tuple[float, float]]) -> BaseGeometry:
    """A district in px, holes closed, corners that cannot be seen left out."""
    rings = [[px(*corner[:2]) for corner in part.exterior.coords] for part in _polygons(told)]
    return MultiPolygon([part for r in rings for part in _polygons(Polygon(r).simplify(TOLERANCE).buffer(0))])


def _drawn(code: str, whole: BaseGeometry, above: Sequence[BaseGeometry]) -> Shape:
    """One district: its figure stands in the middle of the largest part that nothing is drawn over."""
    in_sight = whole.buffer(0)
    for town in above:
        in_sight = in_sight.difference(town.buffer(0))
    largest = max(_polygons(in_sight) or _polygons(whole), key=lambda part: part.area)
    middle = polylabel(largest, LABEL_TOLERANCE)
    roomy = largest.exterior.distance(middle) >= ROOM
    return Shape(code, _outline(_polygons(whole)), round(middle.x), round(middle.y), None, roomy)


def _outline(parts: Iterable[Polygon]) -> str:
    """All rings of a district as one path."""
    rings = (part.exterior.coords[:-1] for part in parts)
    return "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in ring)}Z" for ring in rings)


def _few(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:SHOWN]) or gettext("không mã nào")
    more = len(codes) - SHOWN
    return gettext("%(codes)s và %(n)s mã nữa") % {"codes": shown, "n": more} if more > 0 else shown
