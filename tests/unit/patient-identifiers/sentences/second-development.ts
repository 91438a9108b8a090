/**
 * The second set, written on 30 November 2026 after the review of the first and before any rule was changed for it:
 * names beside numbers, wrong check digits, invisible characters and Unicode dashes, glued words, reserve numbers, the
 * other Nordic countries, and hard negatives. Rules may be tuned on these. ↵ stands for a line break.
 */
export const secondDevelopment = {
  sv: `
⟦Anna Svensson|NAME⟧, ⟦19121212-1212|SE!⟧
⟦Erik Lund|NAME⟧, ⟦500101-1234|SE⟧
⟦500101-9800|SE!⟧ ⟦Erik Lund|NAME⟧ remiss från vårdcentralen
⟦Vilgot Järnkrok|NAME⟧ ⟦630928-9830|SE!⟧ nydebuterat flimmer
⟦SVENSSON ANNA|NAME⟧ ⟦710405-9840|SE!⟧
⟦Lundqvist-Hed, Karin|NAME⟧ ⟦880219-9854|SE!⟧ preop bedömning
⟦A. Svensson|NAME⟧ ⟦931130-9869|SE!⟧ svarar inte på antibiotika
⟦Ebba af Ugglehult|NAME⟧ ⟦391008-9881|SE!⟧
⟦Jean-Pierre de Ronde|NAME⟧; ⟦480726-9891|SE!⟧
⟦670815-9808|SE!⟧↵⟦Hillevi Trast|NAME⟧↵Kontaktorsak: fall i hemmet
Pat ⟦Rut Gran|NAME⟧ [⟦750923-9815|SE!⟧] behöver ny bedömning
Avser ⟦Pirjo Lehtovaara|NAME⟧ ⟦900606-1111|SE⟧ som opererades i fjol
⟦010203-9849|SE!⟧ ⟦Ek, Sol|NAME⟧ tonsillit
⟦Gull-Britt Asp|NAME⟧ personnummer: ⟦290417-9864|SE!⟧
Namn ⟦Sigvard Brask|NAME⟧ ⟦330511-9871|SE!⟧ avd 34
⟦Osman Yildirim|NAME⟧ ⟦19580222-9897|SE!⟧ DM2
|⟦Alva Kvist|NAME⟧|⟦440312-9820|SE!⟧|Hb 98|
⟦19630928-4457|SE⟧ återbesök
Gäller ⟦196309284457|SE⟧, tack för hjälpen
⟦880219-9999|SE⟧ ringde och undrade över svaret
Se journal ⟦550630-7777|SE⟧
Kvinna ⟦670815-4321|SE⟧, gravid v 32
⟦750923-0000|SE⟧ är en dubblett
Gäller ⟦850709-\u200b9805|SE!⟧ i dag
⟦8507\u200d09-9805|SE!⟧ väntar
⟦850709\u22129805|SE!⟧ har svarat bra
⟦850709\u20139805|SE!⟧ åter
⟦850709\u20099805|SE!⟧ söker
⟦850709\u202f-9805|SE!⟧ söker akut
⟦850709\u2060-9805|SE!⟧ kopierat
⟦850709\ufeff-9805|SE!⟧ kopierat ur journalen
⟦850709\ufe639805|SE!⟧ litet streck
⟦٨٥٠٧٠٩-٩٨٠٥|SE!⟧ enligt tolkens lapp
⟦850709-9805|SE!⟧hosta sedan i går
Pnr⟦198507099805|SE!⟧feber
**⟦850709**-9805|SE!⟧ är rätt nummer
**⟦850709-9805|SE!⟧**
⟦850709-↵9805|SE!⟧ delat efter strecket
⟦19850709↵-9805|SE!⟧↵Nässelutslag
⟦850709\\-9805|SE!⟧ med omvänt snedstreck
⟦850709&nbsp;9805|SE!⟧ från webben
Filen heter ⟦850709-9805|SE!⟧_rtg.pdf
⟦85 07 09-9805|SE!⟧
⟦85.07.09-9805|SE!⟧
⟦1985.07.09-9805|SE!⟧ blödning
⟦850709.9805|SE!⟧ per mail
⟦850709, 9805|SE⟧ sa hon i telefon
Reservnummer ⟦850709-T980|SERES!⟧
⟦000101-R220|SERES⟧ okänd man, hittad medvetslös
⟦19910203-M012|SERES⟧ enligt ambulansen
⟦22850709AB12|SERES⟧ nationellt reservnummer
Reservnr ⟦991985000124|SERES!⟧ Region Stockholm
Asylsökande, LMA-nr ⟦50-1234567|SERES!⟧
⟦191500882392|SECO!⟧ saknar adress
⟦850760-9801|SECO⟧ söker för buksmärta
⟦20010961-9999|SECO⟧ felläst etikett
⟦720391-9837|SECO!⟧ ⟦Ana Popa|NAME⟧ söker akut
Ring ⟦070\u2011174\u201106\u201105|TEL!⟧ före lunch
Ring ⟦070\u2009174\u200906\u200905|TEL!⟧ efter lunch
Dottern har ⟦+46\u202f70\u202f174\u202f06\u202f20|TEL!⟧
Mobil⟦0701740611|TEL!⟧
Nås på ⟦０７０-１７４ ０６ ０５|TEL!⟧
Mejla ⟦anna\u200b.svensson@example.com|MAIL!⟧
Mejla ⟦anna.svensson＠example.com|MAIL!⟧ tack
Mejla ⟦anna.svensson (at) example.com|MAIL⟧
Journalnr\u00a0⟦88\u200b1234|REC!⟧
Remissnr⟦881234|REC!⟧
Född ⟦19\u200b50-03-12|DOB!⟧
Hon är född ⟦1950\u00a0-\u00a003\u00a0-\u00a012|DOB!⟧
⟦Maria Ek|NAME⟧ ⟦1944-03-12|DOB⟧ synnedsättning
Bor på ⟦Stor\u00adgatan 12|ADDR!⟧
Patienten ⟦An\u200bna Svensson|NAME⟧ har feber
Patienten ⟦Anna\u00a0\u00a0Svensson|NAME⟧ mår bra
Karolinska Institutet 19500101
Wolff Parkinson White syndrom, Hb 132, 2024-03-12
Batch 850709-9804 drogs tillbaka
Lot 850709-1234 av vaccinet
Troponin 12345-6789 enligt LOINC-koden
Diagnoskod I10.9, ATC C09AA05, KVÅ AF037
Bisoprolol 2,5 mg 1+0+0, Furix 40 mg 2+1+0
Blodtryck 132-145/82-90 i vila, puls 60–75
Inlagd 240312-1430, hem 240315-0900
2024-03-12 1430 söker akut med buksmärta
Referensvärde 3500-9000 mg
Orgnr 556036-0793 på kvittot
Artikelnr 850709-9804 (Mölnlycke Mepilex)
HLA-B27 positiv, CD4 350-500, CD8 700-1100
EudraCT 2015-001234-28 inkluderar fortfarande
Södersjukhuset Stockholm 200312, avd 52
Guillain Barré 2019-05-06, nu ny svaghet
Dosering 100000-250000 E/kg/dygn
PSA 4,2-6,8-9,1 sedan 2019
TNM T2N1M0, Gleason 3+4, ISUP 2
Apgar 9-10-10, vikt 3450, längd 51
Sekvensen 123456-7890-1234 i genbanken
Glasgow Coma Scale 3-4-5, Wells 4,5
Serum Protein Elektrofores 12345678
Pacemaker Medtronic Azure XT DR serienr 850709-1111
Takayasu Arterit Centrum 2010-01-01
Kalium 3,5-5,1; natrium 137-145; kreatinin 45-90
Hosta sedan 3-4 v, feber 38-39, sat 94-96 %
Lantus 12-14 E, Novorapid 4-6-8 E
`,
  fi: `
Potilas ⟦131052\u2011901X|FI!⟧ tuli eilen
⟦240348\u2212912P|FI!⟧ vastaus
⟦010190Y9455|FI!⟧ kontrolliin
⟦221174W967B|FI!⟧ yskä
⟦030215B978Y|FI!⟧ kuume
⟦281299U911N|FI!⟧ päänsärky
⟦170601E922T|FI!⟧ vatsakipu
**⟦131052**-901X|FI!⟧
⟦131052-901Y|FI⟧ on väärin kirjoitettu
⟦VIRTANEN MATTI|NAME⟧ ⟦131052-901X|FI!⟧
⟦131052-901X|FI!⟧ ⟦Järvelä, Tuisku|NAME⟧
⟦131052↵-901X|FI!⟧ rivinvaihto
Puh. ⟦040\u2009123\u20094567|TEL!⟧
Erä 131052-901Y vedetty pois
Ticagrelor 90 mg 1x2, bisoprololi 2,5 mg
`,
  en: `
⟦John Hollis|NAME⟧ ⟦850709-9805|SE!⟧ cough
⟦J. R. Hollis|NAME⟧ ⟦440312-9820|SE!⟧ chest pain
⟦850709\u200b-9805|SE!⟧ pasted from the record
⟦JANE O'DOWD|NAME⟧ ⟦19121212-1212|SE!⟧
Lot 850709-9804 recalled
Mount Sinai Hospital 20190506
NCT 0436-8728 recruited 1200 patients
`,
  nb: `
⟦01019050188|NO!⟧ henvist for hoste
⟦010190\u2009501\u200988|NO!⟧ til kontroll
⟦41019050188|NO⟧ D-nummer med feil kontrollsiffer
FH-nummer ⟦91234560048|NO!⟧
Hjelpenummer ⟦97008810049|NO⟧
⟦15458550023|NO!⟧ syntetisk, eldre type
⟦Kari Nordli|NAME⟧ ⟦01019050188|NO!⟧
pas⟦01019050188|NO!⟧feber
⟦41839011111|NO!⟧ D-nummer
Konto 1234 56 78903 hos banken
Batch 01019050189 trukket tilbake
LMWH 5000 IE x 1, Hb 12,3, CRP 145
`,
  da: `
⟦171190-2254|DK⟧ indlagt med feber
⟦171190\u20112254|DK⟧ hoste
⟦171190\u200b-2254|DK⟧ smerter
⟦171190-2254|DK⟧ ⟦Søren Kjær|NAME⟧
pt⟦171190-2254|DK⟧smerter
⟦010130-3019|IS⟧ fra Island
Kennitala ⟦010130-2989|IS!⟧
Dosis 100-200 mg, BT 120-140/80
Kl. 171190 i databasen
`,
};
