"""More of roles.py: addresses that only lead back when they are reloaded."""

BACK = """
GET  /agreements/{agreement_id}/reminder             may   may   may   may   may   may   may
GET  /agreements/versions/{version_id}/link          may   may   may   may   may   may   may
GET  /consents/{consent_id}/receipt                  may   may   may   may   may   may   may
GET  /availability/absences/{absence_id}/end             may   may   may   may   may   may   may
GET  /availability/calendars/{calendar_id}/reading       may   may   may   may   may   may   may
GET  /availability/days/end                              may   may   may   may   may   may   may
GET  /conversations/{conversation_id}/messages/{message_id}/wording may may may may may may may
GET  /conversations/{conversation_id}/messages/{message_id}/removal may may may may may may may
GET  /conversations/{conversation_id}/messages/{message_id}/report may may may may may may may
GET  /conversations/{conversation_id}/muting         may   may   may   may   may   may   may
GET  /conversations/{conversation_id}/muting/end     may   may   may   may   may   may   may
GET  /conversations/{conversation_id}/reading        may   may   may   may   may   may   may
GET  /conversations/{conversation_id}/typing         may   may   may   may   may   may   may
GET  /documents/{document_id}/link                   may   may   may   may   may   may   may
GET  /documents/{document_id}/removal                may   may   may   may   may   may   may
GET  /documents/{document_id}/restoration            may   may   may   may   may   may   may
GET  /families/{family_id}/documents/admission       may   may   may   may   may   may   may
GET  /groups/{group_id}/proposals                    may   may   may   may   may   may   may
GET  /groups/{group_id}/waiting                      may   may   may   may   may   may   may
GET  /groups/{group_id}/waiting/end                  may   may   may   may   may   may   may
GET  /login/passkey/offer/decline                    may   may   may   may   may   may   may
GET  /login/proof                                    login login login login login login login
GET  /notifications/reading                          may   may   may   may   may   may   may
GET  /profiles/{profile_id}/choice                   whom  whom  whom  whom  whom  whom  whom
GET  /providers/{provider_id}/account/credit-request may   may   may   may   may   may   may
GET  /providers/{provider_id}/documents/admission    may   may   may   may   may   may   may
GET  /push-subscriptions/deletion                    may   may   may   may   may   may   may
GET  /requests/new/choice                                may   may   may   may   may   may   may
GET  /series/{series_id}/confirmation                may   may   may   may   may   may   may
GET  /sessions/{session_id}/documents/admission      may   may   may   may   may   may   may
GET  /sessions/{session_id}/confirmation/withdrawal  may   may   may   may   may   may   may
GET  /sessions/{session_id}/consent-request          may   may   may   may   may   may   may
GET  /sessions/{session_id}/sooner-wait/end          may   may   may   may   may   may   may
GET  /settings/passkeys/challenge                    may   may   may   may   may   may   may
GET  /settings/family/guardians                      may   may   may   may   may   may   may
GET  /settings/family/{profile_id}/login             may   may   may   may   may   may   may
GET  /settings/family/{profile_id}/login/end         may   may   may   may   may   may   may
GET  /settings/devices/{device_id}/sign-out          may   may   may   may   may   may   may
GET  /settings/devices/sign-out                      may   may   may   may   may   may   may
GET  /settings/devices/{device_id}/push-test         may   may   may   may   may   may   may
GET  /support/answers/{answer_id}/removal            may   may   may   may   may   may   may
GET  /support/{conversation_id}/state                may   may   may   may   may   may   may
GET  /support/{conversation_id}/assignee             may   may   may   may   may   may   may
GET  /support/{conversation_id}/notes                may   may   may   may   may   may   may
"""
