from board_rom.nvs import NVS
from board_rom.partition import Partition

HEAP_DATA = 4
HEAP_EXEC = 1
WAKEUP_ALL_LOW = False
WAKEUP_ANY_HIGH = True


def raw_temperature():
    return 120


def mcu_temperature():
    return 45


def idf_heap_info(capabilities):
    return [(7288, 0, 0, 0), (16648, 4, 0, 4), (98748, 45068, 31744, 44968), (15072, 15036, 14848, 15036)]
