import geopandas
import pandas as pd
import pytest
from equizone import InputError
from equizone.geography.coordinates import find_coordinates
from equizone.tables.reading import read_stops

LON_LAT = pd.DataFrame({"id": ["007", "a,b", "街道"], "lon": [9.52, 9.53, 9.5], "lat": [47.1, 47.2, 47.15]})


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_numbers_are_numbers_and_the_original_is_kept_to_the_letter(tmp_path):
    text = "id,big,share,note,lon\n007,12345678901234567890,0.50,,9.5\n010,3,1,x,-8\n"
    table = read_stops(write(tmp_path / "stops.csv", text))
    assert table.original.to_csv(index=False) == text
    assert table.frame["id"].tolist() == ["007", "010"]
    assert table.frame["big"].tolist() == ["12345678901234567890", "3"]
    assert table.frame["share"].tolist() == [0.5, 1.0]
    assert table.frame["lon"].tolist() == [9.5, -8.0]
    assert table.title == "stops"


def test_every_number_is_the_nearest_double(tmp_path):
    text = "7.0961234567890123"
    table = read_stops(write(tmp_path / "a.csv", f"lon\n{text}\n0.1\n"))
    assert table.frame["lon"][0] == float(text)


def test_an_empty_cell_among_numbers_is_no_number(tmp_path):
    table = read_stops(write(tmp_path / "a.csv", "lon,drops\n9.5,3\n9.6,\n"))
    assert table.frame["drops"].isna().tolist() == [False, True]
    assert table.original["drops"].tolist() == ["3", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_spreadsheet_export_with_semicolons_and_decimal_commas(tmp_path, encoding):
    text = "Straße;lon;lat;Minuten\r\nGasse, 1;9,52;47,1;3\r\nWeg;9,5;47;2,25\r\n"
    table = read_stops(write(tmp_path / "a.csv", text, encoding))
    assert table.frame["lon"].tolist() == [9.52, 9.5]
    assert table.frame["lat"].tolist() == [47.1, 47.0]
    assert table.frame["Straße"].tolist() == ["Gasse, 1", "Weg"]
    assert table.notes == ["Decimal commas were read in lon, lat, Minuten."]


def test_a_comma_inside_a_number_of_a_comma_table_is_not_guessed_at(tmp_path):
    table = read_stops(write(tmp_path / "a.csv", 'lon,load\n9.5,"1,234"\n'))
    assert table.frame["load"].tolist() == ["1,234"]


def test_empty_columns_without_a_name_are_left_out(tmp_path):
    table = read_stops(write(tmp_path / "a.csv", "lon;lat;;\n9.5;47.1;;\n"))
    assert list(table.original.columns) == ["lon", "lat"]


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.parquet", "a.json", "a.data"])
def test_geo_formats(tmp_path, name):
    points = geopandas.points_from_xy(LON_LAT.lon, LON_LAT.lat, crs=4326)
    stops = geopandas.GeoDataFrame(LON_LAT[["id"]], geometry=points)
    path = tmp_path / name
    if name.endswith("parquet"):
        stops.to_parquet(path)
    else:
        stops.to_file(path, driver="GPKG" if name.endswith("gpkg") else "GeoJSON")
    frame = read_stops(path).frame
    assert frame["id"].tolist() == ["007", "a,b", "街道"]
    assert frame.crs == 4326
    assert frame.geometry.x.tolist() == pytest.approx([9.52, 9.53, 9.5])


def test_plain_parquet_and_text_without_an_extension(tmp_path):
    LON_LAT.to_parquet(tmp_path / "a.parquet")
    pd.testing.assert_frame_equal(read_stops(tmp_path / "a.parquet").frame, LON_LAT, check_dtype=False)
    LON_LAT.to_csv(tmp_path / "stops", index=False)
    pd.testing.assert_frame_equal(read_stops(tmp_path / "stops").frame, LON_LAT, check_dtype=False)


def test_first_of_several_layers_is_read_and_said(tmp_path):
    for name in ("north", "south"):
        points = geopandas.points_from_xy([9.5], [47.1], crs=4326)
        geopandas.GeoDataFrame({"id": [name]}, geometry=points).to_file(tmp_path / "a.gpkg", layer=name)
    table = read_stops(tmp_path / "a.gpkg")
    assert table.frame["id"].tolist() == ["north"]
    assert table.notes == ["Of 2 layers, the first was read: north."]


def test_a_column_zone_is_renamed_not_lost():
    before = LON_LAT.assign(zone=[1, 2, 3], zone_before=[0, 0, 0])
    table = read_stops(before)
    assert list(table.frame.columns) == ["id", "lon", "lat", "zone_before_2", "zone_before"]
    assert "kept as zone_before_2" in table.notes[0]
    assert "zone" in before.columns


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"lon,lat\n", "has no rows"),
        (b"\n \n", "a.csv is empty"),
        (b"lon,lat\n1,2\n1,2,3,4\n", "not a table separated by ','.*line 3"),
        (b"lon,lat,lat\n1,2,3\n", "columns of stops repeat: lat"),
        (b"name,lon,lat\nCaf\xe9,1,2\n", r"not UTF-8 text \(byte 16\)"),
        (bytes(range(256)), "not UTF-8 text"),
        (b"a,b\0\n1,2\n", "zero bytes"),
    ],
)
def test_csv_that_is_not_a_table_of_stops(tmp_path, content, message):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_stops(path)


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.parquet"])
def test_garbage_in_every_format(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\x00\x01garbage" * 100)
    with pytest.raises(InputError, match=f"{name} cannot be read"):
        read_stops(path)


def test_unknown_formats_and_places(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(InputError, match=r"unknown format; equizone reads CSV .*GeoPackage"):
        read_stops(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=r"missing\.csv does not exist"):
        read_stops(tmp_path / "missing.csv")
    with pytest.raises(InputError, match="is not a file"):
        read_stops(tmp_path)
    with pytest.raises(InputError, match="stops is a list; give a path, a DataFrame"):
        read_stops([1, 2])
    with pytest.raises(InputError, match="has no rows"):
        read_stops(LON_LAT.iloc[:0])
    with pytest.raises(InputError, match="columns of stops repeat: lon"):
        read_stops(LON_LAT.set_axis(["lon", "lon", "lat"], axis=1))


@pytest.mark.parametrize(
    "content",
    [
        '<OGRVRTDataSource><OGRVRTLayer name="{stem}"><SrcDataSource>{other}</SrcDataSource></OGRVRTLayer>'
        "</OGRVRTDataSource>",
        '{{"type": "gdal_streamed_alg", "command_line": "gdal vector convert {other} -f stream x"}}',
        '{{"type": "Topology", "objects": {{}}}}',
        '{{"name": 1}}',
        '{{"type": "FeatureCollection", "features": [',
    ],
)
@pytest.mark.parametrize("name", ["a.geojson", "a.json"])
def test_geojson_is_opened_as_nothing_else(tmp_path, name, content):
    """Some formats that GDAL tells by their content name other files, or commands."""
    other = tmp_path / "other.geojson"
    points = geopandas.points_from_xy([9.5], [47.1], crs=4326)
    geopandas.GeoDataFrame({"id": ["secret"]}, geometry=points).to_file(other, driver="GeoJSON")
    path = write(tmp_path / name, content.format(other=other, stem="other"))
    with pytest.raises(InputError, match=f"{name} cannot be read as GeoJSON; it must hold") as caught:
        read_stops(path)
    assert "driver" not in str(caught.value)


def test_a_geopackage_is_opened_as_nothing_else(tmp_path):
    points = geopandas.points_from_xy([9.5], [47.1], crs=4326)
    geopandas.GeoDataFrame({"id": ["x"]}, geometry=points).to_file(tmp_path / "a.sqlite", driver="SQLite")
    (tmp_path / "a.sqlite").rename(tmp_path / "a.gpkg")
    with pytest.raises(InputError, match="cannot be read as GeoPackage: it is another kind of file"):
        read_stops(tmp_path / "a.gpkg")


def test_coordinate_system_of_geojson_and_odd_file_names(tmp_path):
    points = geopandas.GeoSeries.from_xy([9.5], [47.1], crs=4326).to_crs(2056)
    path = tmp_path / "a b:c,%d.geojson"
    geopandas.GeoDataFrame({"id": [1]}, geometry=points).to_file(path, driver="GeoJSON")
    assert read_stops(path).frame.crs == 2056


@pytest.mark.parametrize(
    ("text", "row", "line"),
    [
        ("lon,lat\n9.5,47.1\n9.6,\n", 1, 3),
        ("\n\nlon,lat\n\n9.5,47.1\n   \n9.6,\n9.7,47.2\n", 1, 7),
        ('name,lon,lat\r\n"a\r\nb",9.5,47.1\r\n"c\r\nd",9.6,\r\n', 1, 4),
    ],
)
def test_errors_name_the_line_of_the_file(tmp_path, text, row, line):
    table = read_stops(write(tmp_path / "a.csv", text))
    message = rf"column lat at row {row} \(line {line}\) is empty: give a finite number$"
    with pytest.raises(InputError, match=message), table.naming_lines():
        find_coordinates(table.frame)


def test_paths_that_no_file_can_have(tmp_path):
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    for path, message in (
        (tmp_path / "loop.csv", "does not exist"),
        ("a\0.csv", "zero bytes"),
        ("", "stops is empty"),
        ("https://example.org/stops.csv", "is a URL; download it first"),
    ):
        with pytest.raises(InputError, match=message):
            read_stops(path)


def test_an_empty_feature_collection(tmp_path):
    path = write(tmp_path / "a.geojson", '{"type": "FeatureCollection", "features": []}')
    with pytest.raises(InputError, match="has no rows"):
        read_stops(path)
