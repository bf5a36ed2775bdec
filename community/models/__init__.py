from community.models.appeals import Appeal
from community.models.notices import Digest, Notice, NoticeBox
from community.models.rooms import Message, Room, RoomEvent, RoomMember
from community.models.safety import Block, Report

__all__ = ["Appeal", "Block", "Digest", "Message", "Notice", "NoticeBox", "Report", "Room", "RoomEvent", "RoomMember"]
