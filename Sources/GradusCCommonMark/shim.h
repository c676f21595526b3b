// GitHub's CommonMark parser. The extensions library ships no .pc file, so the
// module map names both.
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
