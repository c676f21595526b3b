// Decompresses data sets (.csv.gz, .npz).
#pragma once
#include <zlib.h>
