export const remarks = {
  more: 'More', told: 'There is more to read here',
  tags: 'Tags', tagsHint: 'limping, snow', comments: 'Comments',
  cameraSetupType: 'At the camera', setups: { setup: 'Setting it up', calibration: 'Calibrating it' },
  individualPositionRadius: 'Distance (m)', individualPositionAngle: 'Angle (°)', individualSpeed: 'Speed (m/s)',
  retired: 'no longer asked', yes: 'Yes', no: 'No', badNumber: 'A number',
  fields: 'Fields of your own', fieldsIntro: 'What your project asks besides what the standard knows. In published packages they stand in observationTags as name:value.',
  fieldName: 'Name', kind: 'Kind', kinds: { text: 'Text', number: 'Number', choice: 'One of a list', flag: 'Yes or no' },
  choices: 'Choices', choicesHint: 'One on each line', addField: 'Add a field', retire: 'Retire', retiredFields: 'No longer asked', askAgain: 'Ask again',
  noFields: 'No fields of your own.', moveUp: 'Move up', moveDown: 'Move down',
  species: 'Species at hand', speciesIntro: 'Offered first to everybody who answers. The first nine have the keys 1 to 9; those that a person named lately have the keys that are left.',
  noSpecies: 'No list: the keys go to the species that each person named lately.', addSpecies: 'Add a species',
};
