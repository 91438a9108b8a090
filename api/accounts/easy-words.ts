/**
 * Swedish words that people make passwords of, and words of this house, most likely first: there is no published list for
 * Swedish. English, Finnish, names and leaked passwords come with the library.
 */
export const easyWords: readonly string[] = `
konsilium lösenord losenord hemligt hemlig välkommen valkommen sommar sommaren vinter vintern höst hösten vår våren sverige
läkare läkaren doktor doktorn sjukhus sjukhuset vårdcentral patient patienten inloggning logga jourrum jouren avdelning
akuten kliniken mottagningen journal kirurg kirurgi medicin narkos anestesi ortoped hjärta älskling älskar kärlek hejsan
hejhej fotboll hockey djurgården hammarby malmö malmoff göteborg stockholm uppsala karolinska sahlgrenska akademiska huddinge
danderyd linköping örebro umeå lund västerås sundsvall norrland skåne familj familjen mamma pappa barnen hunden katten
blomma blommor solsken solen stjärna midsommar julafton jultomten påsken semester stugan båten sjukvård sköterska
överläkare specialist underläkare legitimation region regionen måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars
april maj juni juli augusti september oktober november december ett två tre fyra fem sex sju åtta nio tio finland suomi
lääkäri sairaala salasana kesä talvi syksy kevät potilas terveys tohtori helsinki
`
  .trim()
  .split(/\s+/);
