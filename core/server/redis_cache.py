"""A Redis cache that falls back to the database's table, so that sign-in and limits outlive Redis."""

import logging
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisGone
from redis.exceptions import TimeoutError as RedisSlow

log = logging.getLogger("koepueroe.cache")


class OutlivingRedisCache(RedisCache):
    """Each call goes to Redis, and to the `database` cache where Redis does not answer."""

    def _or_database(self, name: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisGone, RedisSlow):
            log.warning("Redis does not answer; the database cache stands in")
            return getattr(caches["database"], name)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("get_many", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("delete_many", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("incr", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._or_database("has_key", *args, **kwargs)
