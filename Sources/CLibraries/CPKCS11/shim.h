// The header alone: modules are loaded by path, and nothing is linked. The names of the standard
// are there as long as CRYPTOKI_GNU is not defined.
#include <p11-kit-1/p11-kit/pkcs11.h>
