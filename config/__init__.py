"""Settings, addresses and entry points.

What is made while all this is loaded stays as long as the process. Looking it through for garbage again and again
takes a third of a start (3.0 s instead of 2.0), so that begins when the applications stand: core/apps.py.
"""

import gc

gc.disable()
