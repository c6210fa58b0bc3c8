// SPDX-License-Identifier: Apache-2.0
#ifndef RELINK_CJSONC_SHIM_H
#define RELINK_CJSONC_SHIM_H

#include <json-c/json.h>

#endif
