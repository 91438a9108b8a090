/**
 * Finnish and English sentences that the rules may be tuned on. Markup and provenance of the numbers:
 * labelled-sentences.ts.
 */
export const developmentFi = `
Hetu ⟦240348-933C|FI!⟧, ei lääkeaineallergioita.
Henkilötunnus ⟦070763-9513|FI!⟧ puuttui lähetteestä.
Potilas (⟦301285-977F|FI!⟧) tuli ambulanssilla.
Lapsen hetu on ⟦110610A944Y|FI!⟧.
Hetu ⟦240348-933D|FI⟧ on varmaan kirjoitettu väärin.
Potilas ⟦Matti Virtanen|NAME⟧ valittaa rintakipua.
Pot. ⟦Liisa|NAME⟧ voi paremmin.
Herra ⟦Nieminen|NAME⟧ asuu palvelutalossa.
Neiti ⟦Salonen|NAME⟧ on raskaana.
Poika ⟦Onni|NAME⟧ on kolmevuotias.
Vaimo ⟦Helena Laine|NAME⟧ soitti osastolle.
Potilaan nimi on ⟦Juhani Mäkelä|NAME⟧.
Syntynyt ⟦5.6.1948|DOB!⟧, leski.
Syntymäaika: ⟦22.11.1981|DOB!⟧.
S. ⟦12.3.1950|DOB⟧, aiemmin terve.
Puhelin ⟦040 123 4567|TEL!⟧.
Tavoittaa numerosta ⟦050-1234567|TEL!⟧ iltaisin.
Soita ⟦+358 40 123 4512|TEL!⟧, jos kuume nousee.
Asuu osoitteessa ⟦Koulukatu 8 A 12|ADDR!⟧.
Osoite ⟦Rantatie 15, 20100 Turku|ADDR!⟧.
Löydettiin pihalta, ⟦Mäntypolku 3|ADDR⟧.
Sähköposti ⟦matti.v@example.fi|MAIL!⟧.
Lähetenumero ⟦88120034|REC!⟧ odottaa.
Potilastunnus ⟦P-771200|REC!⟧ on vanhasta järjestelmästä.
75-vuotias nainen, verenpaine 162/94, pulssi 88.
Labrat: Hb 121, leuk 8,2, trom 254, krea 92, Na 138.
EKG: eteisvärinä, kammiotaajuus 96, QRS 92 ms.
Metformiini 500 mg 1x2, losartaani 50 mg 1x1.
Oireet alkoivat 2024-03-12 ja helpottivat 2024-03-19.
Kontrolli 4.4.2024 klo 12.30 poliklinikalla.
Diagnoosi E11.9, toimenpide TFC00.
Virtanen ym. 2018 osoittivat saman.
Virtasen tutkimuksessa 2018 vaikutus oli pieni.
Duodecim 2019;135:877-84.
Potilas Alzheimer-diagnoosilla kotihoidossa.
Potilas Marevan-hoidossa, INR 3,1.
Crohnin tauti vuodesta 2011, nyt aktiivinen.
Osasto 12, huone 4, paikka 2.
Hengitystie auki, saturaatio 97 %.
Syntynyt raskausviikolla 31, syntymäpaino 1580 g.
Syntynyt vuonna 1950 ja eläkkeellä.
HUS ja Tays antavat eri ohjeet.
Erä 12034567 vedettiin pois markkinoilta.
Myyntilupa 12345 on yhä voimassa.
Potilaalla on Sjögrenin oireyhtymä.
Gleason 3+3=6, PSA 5,4, seurannassa.
Äiti ja isä ovat terveitä.
`;

export const developmentEn = `
Patient ⟦John Miller|NAME⟧ has a history of gout.
Mr ⟦Smith|NAME⟧ was admitted overnight.
Mrs. ⟦Eleanor Hughes|NAME⟧ lost 9 kg in three months.
Ms ⟦Carter|NAME⟧ works as a nurse.
Miss ⟦Patel|NAME⟧ is 19 and otherwise well.
The patient, ⟦Robert Wilson|NAME⟧, refuses statins.
My patient ⟦Susan|NAME⟧ has had migraine for years.
Pt ⟦David Green|NAME⟧ fell from a ladder.
A woman named ⟦Aisha Khan|NAME⟧ came in with jaundice.
Her son ⟦Peter|NAME⟧ holds power of attorney.
Patient name: ⟦Helen Brooks|NAME⟧.
⟦James Taylor|NAME⟧, 67, has had two strokes.
His wife ⟦Carol|NAME⟧ noticed the tremor first.
Born on ⟦12 March 1950|DOB!⟧ in Leeds.
Date of birth: ⟦1950-03-12|DOB!⟧.
D.O.B. ⟦03/12/50|DOB⟧, left handed.
She was born ⟦April 2, 1987|DOB!⟧ by caesarean.
MRN: ⟦12345678|REC!⟧.
Hospital number ⟦K1029384|REC!⟧ on the label.
Accession no. ⟦20-118832|REC!⟧, second opinion wanted.
NHS number ⟦943 476 5919|REC!⟧ was in the letter.
Record number ⟦55-1023|REC!⟧ at the other clinic.
Phone: ⟦+44 20 7946 0958|TEL!⟧.
Mobile ⟦+46 70 174 06 44|TEL!⟧, speaks Swedish.
Tel ⟦0701740677|TEL!⟧ works in the evening.
Call me on ⟦+1 (202) 555-0187|TEL!⟧.
Her email is ⟦susan.k@example.org|MAIL!⟧.
Send it to ⟦lab-results@hospital.example.com|MAIL!⟧, please.
Lives at ⟦221B Baker Street|ADDR!⟧ with two cats.
Address: ⟦7 Church Road, Leeds LS1 4AP|ADDR!⟧.
Found down outside ⟦350 Fifth Avenue|ADDR⟧.
Finnish id ⟦091155-9384|FI!⟧ was on the referral.
Norwegian id number ⟦30830250014|NO!⟧ in the header.
CPR number ⟦050971-4582|DK!⟧ from Copenhagen.
Hb 9.8, WBC 13.2, platelets 88, CRP 144, lactate 3.1.
Troponin I 0.04 then 1.82 ng/mL at 3 hours.
Rate 52, PR 240 ms, QRS 104 ms, QTc 422 ms.
Blood pressure 145/92, 139/88, 151/95, 148/90.
Metoprolol 25 mg BID, lisinopril 10 mg daily, aspirin 81 mg.
Vancomycin 1250 mg q12h, trough 17.2.
JAMA 2018;320(14):1455-1467 and Circulation 2020;141:e139-e596.
doi:10.1016/S0140-6736(19)31787-6 is open access.
PMID: 31575497; PMCID: PMC6939872.
NCT02735707, EudraCT 2015-002340-14.
Johnson and colleagues (2020) saw no benefit.
Miller J, Brown K. Chest 2017;151:1021-31.
As shown by Taylor et al., 2016, bleeding doubled.
T4 N2b M0, grade 3, LVI present.
ICD code J44.1 and CPT 99213 were used.
Patient Characteristics are given in Table 1.
Patient Education and follow-up were arranged.
The Patient Safety Committee met on 12 March 2024.
Patient Wegener-positive by the old name, ANCA 1:320.
Patient Activity Scale 4.2, HAQ 1.1.
Crohn, Hodgkin and Kaposi all described theirs first.
Mr imaging is a misspelling of MR imaging.
Symptoms began 03/12/2024 and peaked on 03/15/2024.
Born preterm in 2019, ventilated for two weeks.
62-year-old woman, BMI 31, HbA1c 64 mmol/mol.
Lot number 8501011234, expiry 2026-01.
Catalogue 555-0143 is the adapter.
Case 2024-118 in our anonymous series.
NDC 0069-0060-58 is out of stock.
Ward 12, bed 4, second floor.
The Main Street of cardiology is prevention.
He drives 20 miles and walks 3 Street blocks.
Dr Johnson suggested rituximab instead.
Wells score 4.5, Geneva 8, PERC not applicable.
Apgar 8, 9 and 10 after 1, 5 and 10 minutes.
Flow 0.5 to 1.5 L/min, FiO2 0.28-0.35.
Her mother has Graves and her aunt has Addison.
Prothrombin G20210A heterozygous, factor V Leiden negative.
Serial number SN-88213 of the pacemaker generator.
Mother is well and the father has asthma.
Cohort of 12 345 678 residents in 2019.
`;
