"""A module as a folder of files that a person can write: docs/modules.md is its description. No Django in here.

`read` turns the bytes of files into a Module, or says in which line of which file it did not understand what;
`write` makes the same files of it. `on_disk` is the only part that touches a disk.
"""

from learning.folders.on_disk import load, save
from learning.folders.parts import Block, Fault, Lesson, Module, Reading, Task
from learning.folders.reading import read
from learning.folders.writing import write

__all__ = ["Block", "Fault", "Lesson", "Module", "Reading", "Task", "load", "read", "save", "write"]
