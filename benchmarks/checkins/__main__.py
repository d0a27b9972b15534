"""Every figure of the diagnosis: `python -m benchmarks.checkins`."""

from __future__ import annotations

from benchmarks.checkins import calibration

if __name__ == "__main__":
    calibration.main()
