"""`python -m site_gen`."""

from __future__ import annotations

import sys

from site_gen.cli import main

sys.exit(main())
