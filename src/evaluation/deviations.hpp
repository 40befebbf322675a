#pragma once
// Why stops deviate from the diagram.

#include "equizone/evaluation/certificate.hpp"
#include "evaluation/claim.hpp"

namespace equizone {

// Says of each deviating stop which zone's bounds call for it; the loads must have been measured.
void explain_deviations(const Claim& claim, CertificateCheck& check);

}  // namespace equizone
