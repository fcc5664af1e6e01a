from panel.reports.document import from_json
from panel.reports.files import report_files
from tests.reports import example


def test_a_report_is_four_files_of_utf8():
    files = report_files(example.pair())
    assert sorted(files) == ["comparison.csv", "comparison.json", "comparison.md", "index.html"]
    assert all(content.decode().strip() for content in files.values())


def test_the_same_comparison_gives_the_same_bytes_even_after_a_trip_through_its_file():
    for comparison in example.everything().values():
        files = report_files(comparison)
        again = from_json(files["comparison.json"].decode(), "comparison.json")
        assert report_files(again) == files
