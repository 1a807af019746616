#pragma once
#include <stddef.h>
#include <stdint.h>

// Part of libFuzzer: changes bytes in place in one of its own ways, gives the new length.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
