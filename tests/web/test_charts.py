"""Charts over the web: the same rights as the page they stand on, the same figures, files for documents."""

from __future__ import annotations

import json

import pytest

from baophu.access.models import Role


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.mark.parametrize("name", ["lo-trinh", "thay-doi"])
@pytest.mark.parametrize(("ending", "kind"), [("svg", "image/svg+xml"), ("png", "image/png")])
def test_a_chart_is_had_as_a_file_for_documents(name, ending, kind, sample, signed_in):
    answer = signed_in().get(f"/bieu-do/{name}/42.{ending}")
    assert answer.status_code == 200 and answer["Content-Type"] == kind
    assert f'filename="{name}-42-2018-09-30.{ending}"' in answer["Content-Disposition"]


def test_the_page_holds_the_still_drawing_and_the_address_of_its_specification(sample, signed_in):
    client = signed_in()
    page = client.get("/").content.decode()
    assert (
        'data-spec="/bieu-do/lo-trinh/42.json"' in page
        and 'data-spec="/bieu-do/lo-trinh/42.json?hep=1"' in page
    )
    assert page.count('class="marks"') == 2
    wide, narrow = (
        json.loads(client.get(f"/bieu-do/lo-trinh/42.json{query}").content) for query in ("", "?hep=1")
    )
    assert wide["width"] > narrow["width"] and "vega-lite" in wide["$schema"]


def test_a_district_officer_gets_no_chart_of_another_district(sample, signed_in):
    client = signed_in(Role.SI_DISTRICT, "436")
    assert client.get("/bieu-do/lo-trinh/436.svg").status_code == 200
    for code in ("437", "42", "18115"):
        for ending in ("svg", "png", "json"):
            assert client.get(f"/bieu-do/lo-trinh/{code}.{ending}").status_code == 404


def test_an_unknown_chart_or_kind_of_file_is_not_found(sample, signed_in):
    client = signed_in()
    for path in ("khong-co/42.svg", "lo-trinh/42.pdf", "lo-trinh/999.svg"):
        assert client.get(f"/bieu-do/{path}").status_code == 404
