"""An administrator takes the agency's map into use; a leader sees it; the journal tells."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baophu.access.models import AuditEntry, Role
from reporting.test_outlines import collection, province


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.HOME = tmp_path


def sent(client, content: bytes):
    return client.post("/ban-do/", {"file": SimpleUploadedFile("huyen.geojson", content)}, follow=True)


def test_a_map_taken_into_use_is_seen_by_a_leader_with_links_and_the_journal_tells(sample, signed_in):
    administrator, leader = signed_in(Role.ADMINISTRATOR), signed_in(Role.PROVINCE_LEADER)
    assert "Sơ đồ minh họa, không phải bản đồ địa giới" in leader.get("/").content.decode()
    answer = sent(administrator, collection(*province()))
    assert "Đang dùng bản đồ của cơ quan: huyen.geojson" in answer.content.decode()
    page = leader.get("/").content.decode()
    assert "Bản đồ của cơ quan: huyen.geojson" in page and "không phải bản đồ địa giới" not in page
    assert page.partition('<svg class="map"')[2].partition("</svg>")[0].count("<a ") == 13
    kept = AuditEntry.objects.get(action="map.keep")
    assert kept.subject == "map:districts" and len(kept.detail["sha256"]) == 64


def test_a_map_withdrawn_gives_the_schematic_back(sample, signed_in):
    administrator = signed_in(Role.ADMINISTRATOR)
    sent(administrator, collection(*province()))
    page = administrator.post("/ban-do/", {"withdraw": "1"}, follow=True).content.decode()
    assert "Đang dùng sơ đồ có sẵn." in page
    assert AuditEntry.objects.filter(action="map.withdraw").count() == 1
    assert "không phải bản đồ địa giới" in signed_in().get("/").content.decode()


def test_a_file_that_does_not_fit_is_refused_beside_the_field_and_nothing_changes(sample, signed_in):
    administrator = signed_in(Role.ADMINISTRATOR)
    answer = sent(administrator, collection(*province(**{"436": "999"})))
    assert answer.status_code == 409
    assert "thiếu 436; lạ 999" in answer.content.decode()
    assert not AuditEntry.objects.filter(action__startswith="map.").exists()
    assert administrator.post("/ban-do/", {}).status_code == 409


def test_nobody_but_the_administrator_finds_the_page(sample, signed_in):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert signed_in(role).get("/ban-do/").status_code == 404
