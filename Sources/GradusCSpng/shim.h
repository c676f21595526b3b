// Reads and writes PNG without longjmp, which must not cross Swift frames.
#pragma once
#include <spng.h>
