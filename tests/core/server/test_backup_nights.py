"""What stays of the nightly backups, and that nothing a kept one needs goes."""

import json
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.policy import BACKUP_DAYS, BACKUP_MONTHS, BACKUP_WEEKS
from core.server.backup_nights import forget_old, kept, made_at, next_night
from core.server.backups import BackupError, bring_media, media_of, store_media

NIGHT = datetime(2026, 11, 29, 2, 30, tzinfo=UTC)


def nights(count: int) -> list[datetime]:
    return [NIGHT - timedelta(days=n) for n in range(count)]


def packed(folder: Path, made: datetime, media: dict[str, int]) -> Path:
    """A backup as the night writes it, with an empty database."""
    path = folder / f"koepueroe-{made:%Y%m%d-%H%M%S}.tar"
    listing = folder / "media.json"
    listing.write_text(json.dumps(media), encoding="utf-8")
    with tarfile.open(path, "w") as archive:
        archive.add(listing, arcname="media.json")
    listing.unlink()
    return path


def test_after_two_years_of_nights_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    stay = sorted(kept(nights(730)), reverse=True)
    assert stay[:7] == nights(7)
    assert len({at.isocalendar()[:2] for at in stay[:10]}) >= BACKUP_WEEKS
    assert len({(at.year, at.month) for at in stay}) == BACKUP_MONTHS
    assert stay[-1] == datetime(2025, 12, 31, 2, 30, tzinfo=UTC)
    # Seven days; the ends of three more weeks; eleven more months, of which none has its end among those.
    assert len(stay) == 7 + 3 + 11


def test_of_several_backups_of_a_day_the_newest_stays() -> None:
    made = [NIGHT, NIGHT + timedelta(hours=9), NIGHT + timedelta(hours=3)]
    assert kept(made) == {NIGHT + timedelta(hours=9)}


def test_a_site_that_stood_still_for_long_keeps_what_it_has() -> None:
    made = [NIGHT - timedelta(days=400 * n) for n in range(5)]
    assert kept(made) == set(made)


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)), max_size=60))
def test_the_newest_is_always_kept_and_never_too_many(made: list[datetime]) -> None:
    stay = kept(made)
    assert stay <= set(made)
    assert not made or max(made) in stay
    assert len(stay) <= BACKUP_DAYS + BACKUP_WEEKS + BACKUP_MONTHS


def test_media_go_with_the_last_backup_that_names_them(tmp_path: Path) -> None:
    store = tmp_path / "media" / "images"
    store.mkdir(parents=True)
    for name in ("old.webp", "both.webp", "new.webp"):
        (store / name).write_text("x")
    packed(tmp_path, NIGHT - timedelta(hours=1), {"images/old.webp": 1, "images/both.webp": 1})
    last = packed(tmp_path, NIGHT, {"images/both.webp": 1, "images/new.webp": 1})
    forget_old(tmp_path)
    assert list(tmp_path.glob("*.tar")) == [last]
    assert sorted(path.name for path in store.iterdir()) == ["both.webp", "new.webp"]


def test_what_cannot_be_read_keeps_the_media_and_another_name_keeps_the_file(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "one").write_text("1")
    packed(tmp_path, NIGHT, {})
    (tmp_path / f"koepueroe-{NIGHT - timedelta(hours=1):%Y%m%d-%H%M%S}.tar").write_text("same day: goes")
    (tmp_path / f"koepueroe-{NIGHT - timedelta(days=1):%Y%m%d-%H%M%S}.tar").write_text("damaged: stays")
    (tmp_path / "koepueroe-before-the-move.tar").write_text("somebody's own")
    with pytest.raises(BackupError):
        forget_old(tmp_path)
    assert len(list(tmp_path.glob("*.tar"))) == 3
    assert (tmp_path / "media" / "one").exists()


def test_a_file_is_copied_once_and_one_that_was_cut_off_again(tmp_path: Path) -> None:
    media, store = tmp_path / "live", tmp_path / "store"
    (media / "a").mkdir(parents=True)
    (media / "a" / "ат.txt").write_text("whole", encoding="utf-8")
    assert store_media(media, store) == {"a/ат.txt": 5}
    first = (store / "a" / "ат.txt").stat()
    assert store_media(media, store) == {"a/ат.txt": 5}
    assert (store / "a" / "ат.txt").stat().st_mtime_ns == first.st_mtime_ns
    (store / "a" / "ат.txt").write_text("wh", encoding="utf-8")
    store_media(media, store)
    assert (store / "a" / "ат.txt").read_text(encoding="utf-8") == "whole"


def test_media_of_the_store_come_back_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "one").write_text("1")
    (tmp_path / "media" / "later").write_text("not of this backup")
    file = packed(tmp_path, NIGHT, {"one": 1})
    bring_media(file, tmp_path / "unpacked", tmp_path / "into")
    assert [path.name for path in (tmp_path / "into").iterdir()] == ["one"]
    (tmp_path / "media" / "one").write_text("longer")
    with pytest.raises(BackupError, match=r"1 files of .* are missing beside it: one"):
        media_of(file, tmp_path / "unpacked")


def test_the_name_of_a_backup_says_when_it_was_made(tmp_path: Path) -> None:
    assert made_at(packed(tmp_path, NIGHT, {})) == NIGHT


@pytest.mark.parametrize(("now", "then"), [((1, 0), 29), ((2, 30), 30), ((23, 59), 30)])
def test_the_next_night_is_the_next_time_the_clock_shows_it(now: tuple[int, int], then: int) -> None:
    at = next_night(datetime(2026, 11, 29, *now, tzinfo=UTC), 2, 30)
    assert at == datetime(2026, 11, then, 2, 30, tzinfo=UTC)
