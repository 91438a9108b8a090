/** Words with a capital letter that stand where a name could stand and are none. All in lower case. */
const lists = {
  eponyms: `
    addison alport alzheimer alzheimers apgar asperger babinski baker barrett bartholin basedow bazett bechterew behçet bell bence
    boerhaave bowen bright broca brown brugada budd burkitt celsius chagas charcot charlson child chiari chvostek cockcroft colles
    conn cornell crohn crohns cushing dercum dix down dravet dressler duchenne dupuytren ebstein ehlers eisenmenger epley epstein
    ewing fabry fallot fanconi fazekas felty fournier frank friedreich gaucher gilbert gleason glasgow goodpasture graves guillain
    guillain-barré hallpike hashimoto heimlich henoch hirschsprung hodgkin hodgkins horner huntington jakob kaposi kawasaki kawasakis
    killip klinefelter korsakoff lachman lambert langerhans laurell legionella lewy lyme lynch mallory marfan ménière ménières mallet
    meckel mohs mondor murphy münchausen osler paget pancoast parkinson parkinsons perthes peyronie pick pompe pott prader prinzmetal
    purtscher quincke rankin raynaud raynauds reiter reye rinne romberg sheehan simmonds sjögren sjögrens still stokes sturge sézary
    takayasu takotsubo tourette trousseau turner valsalva waldenström wallenberg weber wegener wegeners wells wernicke westergren whipple
    willebrand wilms wilson wolff zollinger schönlein schober lasègue lasegue faget kerley bacille calmette`,
  places: `
    karolinska sahlgrenska akademiska danderyd huddinge solna södersjukhuset linköping lund malmö uppsala umeå örebro göteborg
    stockholm norrland skåne skaraborg helsinki helsingfors turku åbo tampere oulu kuopio meilahti meilahden jorvi hus tays tyks oys
    rikshospitalet ullevål mayo charité sverige finland norge danmark sweden finnish swedish`,
  drugs: `
    alvedon panodil ipren voltaren waran eliquis xarelto pradaxa lixiana marevan fragmin klexane trombyl plavix brilique metformin
    insulin lantus levaxin furix impugan spironolakton ramipril enalapril losartan metoprolol seloken bisoprolol atorvastatin simvastatin
    omeprazol losec kortison prednisolon betapred solu-medrol humira remicade enbrel mabthera plaquenil methotrexate metotrexat cytostatika
    morfin oxynorm oxycontin tramadol sertralin citalopram litium ozempic victoza jardiance forxiga entresto amiodaron cordarone digoxin
    kåvepenin flukloxacillin heracillin cefotaxim tazocin meronem vancomycin doxyferm ciprofloxacin penicillin amoxicillin ventoline
    symbicort spiriva bricanyl oftan celebra arcoxia botox keppra lamictal ergenyl tegretol madopar sinemet atropin adrenalin noradrenalin`,
  tests: `
    hb crp gcs news ecg ekg mri ct bmi helicobacter covid influensa influenza borrelia hiv hepatit norovirus streptokock dna rna ivf
    asa who icd bt sat puls temp status labb lab röntgen ultraljud bipap cpap ecmo tavi pci cabg kol copd adhd autism demens epilepsi
    diabetes astma cancer sepsis stroke allergi allergy cave`,
  english: `
    a an the and or of in on at to for from with without by as is are was were has had have will can should may must does did
    activity advocacy age and arm assessment association autonomy baseline board book blue blood care centered centred characteristics
    charter chart choice committee compliance consent controlled counselling data demographics details diary education engagement
    examination experience family flow follow global group groups guidance handbook harm health history id identification identifier
    impression information international interview involvement journey knowledge leaflet level management monitoring name no not number
    number numbers organisation organization outcome outcomes perspective population portal preference preferences presentation privacy
    profile protection questionnaire rated record records reported report rights safety satisfaction scale score selection self signature
    specific state statement status study summary support survey symptoms system table test transfer transport treatment triage type
    universal voice years year imaging denies denied presented presents admitted complains states was who he she they this that his her
    comparison person reason lesson season ombudsman disease disorder syndrome center centre foundation school hopkins doctor nurse surgeon consultant specialist hospital clinic ward university institute`,
  swedish: `
    och med har hade är var utan som men efter innan sedan söker sökte inkom inkommer inkommit vill vårdas går mår får fick tar äter röker
    behandlas behandlad opererad opereras remitteras remitterad utskriven inlagd tidigare nu idag igår kvinna man anhörig anhöriga aktuell
    aktuellt ingen inget inga från till på vid under över mellan enligt hon han den det de hen jag vi ni man saknar klagar uppger beskriver
    önskar accepterar avböjer bedöms bedömning bor ensam gift frisk sjuk ålder vikt längd kontakt status talman sjukhus sjukhuset
    universitetssjukhuset institutet kliniken mottagningen avdelningen vårdcentralen enheten gatan nr nummer id namn säkerhet nämnden
    försäkringen lagen journalen uppgifter information delaktighet`,
  finnish: `
    ja on oli ei hän se tuli tulee kävi käy voi kertoo valittaa asuu sai saa ottaa ilman sekä mutta jos kun koska potilas potilaan
    sairaala klinikka osasto poliklinikka vuotias mies nainen nimi numero tunnus syntynyt vastaanotolla kotona hoidossa lähete`,
};

const words = (list: string) => list.split(/\s+/).filter((word) => word !== '');
const { eponyms: eponymList, ...others } = lists;

/** Names of diseases, signs and scores. Behind a given name they are surnames like any other: "Robert Wilson". */
export const eponyms: ReadonlySet<string> = new Set(words(eponymList));
export const notNames: ReadonlySet<string> = new Set(Object.values(others).flatMap(words));

/** Surnames as common as the places and words that they also are; names only behind a given name or beside a number. */
export const placesThatAreSurnames: ReadonlySet<string> = new Set(['lund', 'frisk', 'young', 'page']);

/** Endings of compounds that describe a patient: "Waranbehandlad", "Helicobacterpositiv", "Alzheimer-utreds". */
const descriptiveEnding =
  /(?:behandla\p{L}*|positiv\p{L}*|negativ\p{L}*|sjuk\p{L}*|opererad\p{L}*|utred\p{L}*|remitter\p{L}*|relaterad\p{L}*|krävande|skala\p{L}*|index|poäng|test\p{L}*|score|scale|syndrom\p{L}*|lääkity\p{L}*|hoido\p{L}*|diagnoo\p{L}*|itis|oma|emi|positive|negative|related)$/iu;

/** Looks at the last letters alone: at a word without an end it would take quadratic time. */
export const hasDescriptiveEnding = (word: string): boolean => descriptiveEnding.test(word.slice(-40));
