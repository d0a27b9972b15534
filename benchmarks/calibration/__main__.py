"""Every figure of the statistics of calibration: `python -m benchmarks.calibration`."""

from __future__ import annotations

from benchmarks.calibration import coverage, impacts, sharing

if __name__ == "__main__":
    for part in (coverage, sharing, impacts):
        part.main()
        print()
