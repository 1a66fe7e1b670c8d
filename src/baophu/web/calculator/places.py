"""The place of a calculation: district, then commune, as they stand on the day asked; the region follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baophu.law.bases import Region, region_of
from baophu.law.book import Book
from baophu.places.queries import areas
from baophu.places.rules import AreaRef
from baophu.reporting import formats
from baophu.web.calculator.asking import CalculatorForm
from baophu.web.calculator.fields import FIRST_DAY, last_day, read_day


@dataclass(frozen=True, slots=True)
class Where:
    """The place chosen, empty where none was, and its region."""

    codes: tuple[str, ...]
    name: str
    region: Region


class PlacedForm(CalculatorForm):
    """A form with a day, a district and a commune of that day."""

    huyen = forms.ChoiceField(label=_("Huyện, thị xã, thành phố"), required=False)
    xa = forms.ChoiceField(label=_("Xã, phường, thị trấn"), required=False)

    def offer_places(self) -> None:
        """Fill the choices with the areas of the day typed, or of today where no day can be read."""
        on = read_day(str(self["ngay"].value() or "").strip()) or self.today
        if not FIRST_DAY <= on <= last_day(self.today):
            on = self.today
        self.districts = areas("district", on)
        chosen = str(self["huyen"].value() or "")
        self.communes = [
            place for place in areas("commune", on) if not self.districts or place.parent_code == chosen
        ]
        _offer(self.fields["huyen"], self.districts, on)
        _offer(self.fields["xa"], self.communes, on)
        if not self.districts:
            del self.fields["huyen"]

    def where(self, on: date, book: Book) -> Where:
        """The place chosen; region IV where none was."""
        codes = tuple(code for code in (self.cleaned_data["xa"], self.cleaned_data.get("huyen")) if code)
        places = [*self.communes, *self.districts]
        found = next((place for place in places if codes and place.code == codes[0]), None)
        name = formats.area_name(found.rank, found.name) if found else ""
        return Where(codes, name, region_of(codes, on=on, book=book).value)


def _offer(field: forms.Field, places: Sequence[AreaRef], on: date) -> None:
    assert isinstance(field, forms.ChoiceField)
    named = sorted((formats.area_name(place.rank, place.name), place.code) for place in places)
    field.choices = [("", gettext("chưa chọn")), *((code, name) for name, code in named)]
    field.error_messages["invalid_choice"] = gettext(
        "Ngày %(day)s không có nơi này. Chọn lại trong danh sách."
    ) % {"day": formats.day(on)}
