<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>mnistviz</name>
    <message>
        <source> updates/s</source>
        <translation> Updates/s</translation>
    </message>
    <message>
        <source>&amp;About mnistviz</source>
        <translation>&amp;Über mnistviz</translation>
    </message>
    <message>
        <source>&amp;Clear drawing</source>
        <translation>Zeichnung &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>&amp;Dunkles Design</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>&amp;Erklären</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helles Design</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Open model …</source>
        <translation>Modell &amp;öffnen …</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>Bild &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Random test digit</source>
        <translation>&amp;Zufällige Testziffer</translation>
    </message>
    <message>
        <source>&amp;Save network as model …</source>
        <translation>Netz als Modell &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;System theme</source>
        <translation>Design wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Undo stroke</source>
        <translation>Strich &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>(L(w + h) − L(w − h)) / 2h</source>
        <translation>(L(w + h) − L(w − h)) / 2h</translation>
    </message>
    <message>
        <source>(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),  z = 1.96</source>
        <translation>(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),  z = 1.96</translation>
    </message>
    <message>
        <source>+ bias</source>
        <translation>+ bias</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>1 stroke</source>
        <translation>1 Strich</translation>
    </message>
    <message>
        <source>1 update made</source>
        <translation>1 Update gemacht</translation>
    </message>
    <message>
        <source>128</source>
        <translation>128</translation>
    </message>
    <message>
        <source>128 training images; this takes some seconds.</source>
        <translation>128 Trainingsbilder; das dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>28 × 28 pixels</source>
        <translation>28 × 28 Pixel</translation>
    </message>
    <message>
        <source>32</source>
        <translation>32</translation>
    </message>
    <message>
        <source>32 training images.</source>
        <translation>32 Trainingsbilder.</translation>
    </message>
    <message>
        <source>784 inputs, 0 (paper) to 1 (ink)</source>
        <translation>784 Eingaben, 0 (Papier) bis 1 (Tinte)</translation>
    </message>
    <message>
        <source>8</source>
        <translation>8</translation>
    </message>
    <message>
        <source>A ReLU is dead if it gives 0 for all of 256 training images, a sigmoid saturated if it is within 0.02 of 0 or 1 for 95 % of them. No gradient gets through the one, and next to none through the other.</source>
        <translation>Ein ReLU ist tot, wenn es für alle 256 Trainingsbilder 0 ausgibt, ein Sigmoid gesättigt, wenn es für 95 % von ihnen höchstens 0.02 von 0 oder 1 entfernt ist. Durch das eine kommt kein Gradient, durch das andere fast keiner.</translation>
    </message>
    <message>
        <source>A clean sheet to draw on</source>
        <translation>Ein leeres Blatt zum Zeichnen</translation>
    </message>
    <message>
        <source>A copy with 1 unit switched off</source>
        <translation>Eine Kopie, in der 1 Neuron ausgeschaltet ist</translation>
    </message>
    <message>
        <source>A copy with {count} units switched off</source>
        <translation>Eine Kopie, in der {count} Neuronen ausgeschaltet sind</translation>
    </message>
    <message>
        <source>A drawing that is kept with its label and read again by every network that is shown. Its line is the label's probability over the epochs, and the dot is where the answer last turned to the label.</source>
        <translation>Eine Zeichnung, die mit ihrem Label aufgehoben und von jedem gezeigten Netz neu gelesen wird. Ihre Linie ist die Wahrscheinlichkeit des Labels über die Epochen, und der Punkt ist, wo die Antwort zuletzt zum Label wechselte.</translation>
    </message>
    <message>
        <source>A few more tests are needed.</source>
        <translation>Es braucht noch einige Tests.</translation>
    </message>
    <message>
        <source>A fully connected network, or multilayer perceptron: every unit of a column is joined to every unit of the next by a weight. The numbers count the units, and the words say what each column computes.</source>
        <translation>Ein vollständig verbundenes Netz, auch mehrlagiges Perzeptron: Jedes Neuron einer Spalte ist mit jedem der nächsten durch ein Gewicht verbunden. Die Zahlen zählen die Neuronen, und die Wörter sagen, was jede Spalte berechnet.</translation>
    </message>
    <message>
        <source>A learning rate of {rate} is too high.</source>
        <translation>Eine Lernrate von {rate} ist zu hoch.</translation>
    </message>
    <message>
        <source>A learning rate of {rate} is too high; try {instead}.</source>
        <translation>Eine Lernrate von {rate} ist zu hoch; {instead} versuchen.</translation>
    </message>
    <message>
        <source>A mistake is called the most frequent only if it is more frequent than every other beyond chance, and a digit is named only if it differs from the rest beyond chance. Two counts a and b differ if so uneven a split of a + b would come by chance less than once in twenty times.</source>
        <translation>Ein Fehler heißt nur dann der häufigste, wenn er über den Zufall hinaus häufiger ist als jeder andere, und eine Ziffer wird nur genannt, wenn sie sich über den Zufall hinaus von den übrigen unterscheidet. Zwei Anzahlen a und b unterscheiden sich, wenn der Zufall a + b seltener als einmal in zwanzig Fällen so ungleich teilen würde.</translation>
    </message>
    <message>
        <source>A network from a file: how its training went is not known.</source>
        <translation>Ein Netz aus einer Datei: Wie sein Training verlief, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A network from a file: where its training began is not known.</source>
        <translation>Ein Netz aus einer Datei: Wo sein Training begann, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A network of rectified linear units is linear around each picture, and there pixels and biases add up to the logit exactly. With sigmoid units the slope changes on the way from white paper to the picture, and gradient times input is a first-order approximation.</source>
        <translation>Ein Netz aus ReLU-Neuronen ist um jedes Bild herum linear, und dort ergeben Pixel und Biaswerte zusammen genau den Logit. Mit Sigmoid-Neuronen ändert sich die Steigung auf dem Weg vom weißen Papier zum Bild, und Gradient mal Eingabe ist eine Näherung erster Ordnung.</translation>
    </message>
    <message>
        <source>A newer test waits until you leave</source>
        <translation>Ein neuerer Test wartet, bis die Bilder verlassen werden</translation>
    </message>
    <message>
        <source>A single weight</source>
        <translation>Ein einzelnes Gewicht</translation>
    </message>
    <message>
        <source>A unit multiplies every activation of the layer before by a weight, adds up the products and its bias, and sends the sum through its activation function. The picture shows how its sum z changes with each pixel: in the first layer these are simply its weights.</source>
        <translation>Ein Neuron multipliziert jede Aktivierung der Schicht davor mit einem Gewicht, addiert die Produkte und seinen Bias und schickt die Summe durch seine Aktivierungsfunktion. Das Bild zeigt, wie sich seine Summe z mit jedem Pixel ändert: In der ersten Schicht sind das einfach seine Gewichte.</translation>
    </message>
    <message>
        <source>A unit that is switched off passes on 0 instead of its activation, in a copy of the network; the run goes on with all its units. How much the copy's test accuracy falls says how much the network relies on that unit, given that all others stay as they are.</source>
        <translation>Ein ausgeschaltetes Neuron gibt 0 statt seiner Aktivierung weiter, in einer Kopie des Netzes; der Lauf geht mit allen Neuronen weiter. Wie sehr die Testgenauigkeit der Kopie fällt, sagt, wie sehr sich das Netz auf dieses Neuron stützt, wenn alle anderen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>A unit's arithmetic</source>
        <translation>Rechnung eines Neurons</translation>
    </message>
    <message>
        <source>A web address is no picture: copy the picture itself, or save it and open the file.</source>
        <translation>Eine Web-Adresse ist kein Bild: Das Bild selbst kopieren, oder es speichern und die Datei öffnen.</translation>
    </message>
    <message>
        <source>Ablation: switching units off</source>
        <translation>Ablation: Neuronen ausschalten</translation>
    </message>
    <message>
        <source>About mnistviz</source>
        <translation>Über mnistviz</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy against epochs, percent</source>
        <translation>Genauigkeit über den Epochen, Prozent</translation>
    </message>
    <message>
        <source>Accuracy in percent</source>
        <translation>Genauigkeit in Prozent</translation>
    </message>
    <message>
        <source>Accuracy of each digit</source>
        <translation>Genauigkeit jeder Ziffer</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>After the first test, this shows how far the network's percentages can be trusted.</source>
        <translation>Nach dem ersten Test steht hier, wie weit den Prozentzahlen des Netzes zu trauen ist.</translation>
    </message>
    <message>
        <source>After the first test, this shows whether the training goes well, layer by layer.</source>
        <translation>Nach dem ersten Test steht hier, ob das Training gut läuft, Schicht für Schicht.</translation>
    </message>
    <message>
        <source>After the first test, this shows which digits the network takes for which, and the images of its mistakes.</source>
        <translation>Nach dem ersten Test steht hier, welche Ziffern das Netz wofür hält, mit den Bildern seiner Fehler.</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Dagegen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All mistakes: {count}</source>
        <translation>Alle Fehler: {count}</translation>
    </message>
    <message>
        <source>All panels again</source>
        <translation>Wieder alle Karten</translation>
    </message>
    <message>
        <source>All ten logits are divided by it before the softmax, which never changes which answer is the largest. Above 1 the network becomes less sure of itself, below 1 surer.</source>
        <translation>Alle zehn Logits werden vor der Softmax durch sie geteilt, was nie ändert, welche Antwort die größte ist. Über 1 wird das Netz sich weniger sicher, unter 1 sicherer.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answer after a step</source>
        <translation>Antwort nach einem Schritt</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Rechenweise</translation>
    </message>
    <message>
        <source>Arithmetic of the marked unit</source>
        <translation>Rechnung des markierten Neurons</translation>
    </message>
    <message>
        <source>As computed</source>
        <translation>Wie berechnet</translation>
    </message>
    <message>
        <source>As in the notebook</source>
        <translation>Wie im Notebook</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>At right angles to the gradient: cosine {cosine}.</source>
        <translation>Im rechten Winkel zum Gradienten: Kosinus {cosine}.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Augmentation s</source>
        <translation>Augmentierung s</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Back: all filters, all panels</source>
        <translation>Zurück: alle Filter, alle Karten</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Batch size B</source>
        <translation>Batchgröße B</translation>
    </message>
    <message>
        <source>Better than the rest: {better}. Other differences may be chance.</source>
        <translation>Besser als die übrigen: {better}. Andere Unterschiede können Zufall sein.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>Biaswerte</translation>
    </message>
    <message>
        <source>Biases, or remainder</source>
        <translation>Biaswerte oder Rest</translation>
    </message>
    <message>
        <source>C[label, answer] = number of test images</source>
        <translation>C[Label, Antwort] = Anzahl der Testbilder</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>Kalibriert</translation>
    </message>
    <message>
        <source>Calibrated probabilities say how often such answers are right, and they add up to 1. As computed, the outputs are those of the network itself, ten sigmoids one by one.</source>
        <translation>Kalibrierte Wahrscheinlichkeiten sagen, wie oft solche Antworten stimmen, und ergeben zusammen 1. Wie berechnet sind es die Ausgaben des Netzes selbst, etwa zehn Sigmoide für sich.</translation>
    </message>
    <message>
        <source>Calibrated probability</source>
        <translation>Kalibrierte Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>Calibration error as computed</source>
        <translation>Kalibrierungsfehler wie berechnet</translation>
    </message>
    <message>
        <source>Cannot train</source>
        <translation>Kein Training möglich</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Canvas to draw a digit on</source>
        <translation>Fläche zum Zeichnen einer Ziffer</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>Zentriert</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change since the start, at most {moved}</source>
        <translation>Änderung seit dem Beginn, höchstens {moved}</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Checking … {share}</source>
        <translation>Wird geprüft … {share}</translation>
    </message>
    <message>
        <source>Checks again and again while the network learns, with a rest after each check, and only while this view is in front. Switched off, it checks when asked.</source>
        <translation>Prüft immer wieder, während das Netz lernt, mit einer Pause nach jeder Prüfung, und nur, solange diese Ansicht vorn ist. Ausgeschaltet wird auf Wunsch geprüft.</translation>
    </message>
    <message>
        <source>Choice of network</source>
        <translation>Wahl des Netzes</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Click a unit to switch it off, in a copy.</source>
        <translation>Ein Klick schaltet ein Neuron aus, in einer Kopie.</translation>
    </message>
    <message>
        <source>Click a unit to switch it off, in a copy: the run stays as it is.</source>
        <translation>Ein Klick schaltet ein Neuron aus, in einer Kopie: Der Lauf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Click to see it on the canvas; Delete removes it.</source>
        <translation>Ein Klick zeigt sie auf der Zeichenfläche; Entf entfernt sie.</translation>
    </message>
    <message>
        <source>Click: switch it off, on a copy</source>
        <translation>Klick: in einer Kopie ausschalten</translation>
    </message>
    <message>
        <source>Click: switch it on again</source>
        <translation>Klick: wieder einschalten</translation>
    </message>
    <message>
        <source>Colour of a weight</source>
        <translation>Farbe eines Gewichts</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <source>Colour scale of the filters</source>
        <translation>Farbskala der Filter</translation>
    </message>
    <message>
        <source>Compared with another digit</source>
        <translation>Verglichen mit einer anderen Ziffer</translation>
    </message>
    <message>
        <source>Compares the update and the gradient of the weights as they stand, for every weight of every layer. While it works, the same button stops it.</source>
        <translation>Vergleicht das Update mit dem Gradienten für die Gewichte, wie sie sind, für jedes Gewicht jeder Schicht. Während geprüft wird, hält derselbe Knopf es an.</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Contribution of a pixel</source>
        <translation>Beitrag eines Pixels</translation>
    </message>
    <message>
        <source>Contributions: activation × weight</source>
        <translation>Beiträge: Aktivierung × Gewicht</translation>
    </message>
    <message>
        <source>Copy, 1 unit off</source>
        <translation>Kopie, 1 Neuron aus</translation>
    </message>
    <message>
        <source>Copy, {count} units off</source>
        <translation>Kopie, {count} Neuronen aus</translation>
    </message>
    <message>
        <source>Copy: {copy} · all units: {whole}</source>
        <translation>Kopie: {copy} · alle Neuronen: {whole}</translation>
    </message>
    <message>
        <source>Correct gradients, but a step about a thousand times too small. One image per update, squared error, no biases.</source>
        <translation>Richtige Gradienten, aber ein etwa tausendmal zu kleiner Schritt. Ein Bild pro Update, quadratischer Fehler, kein Bias.</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>Zugeschnitten</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>Cross-entropy / 10</source>
        <translation>Kreuzentropie / 10</translation>
    </message>
    <message>
        <source>Curves &amp;follow the training</source>
        <translation>&amp;Kurven folgen dem Training</translation>
    </message>
    <message>
        <source>Dead and saturated units</source>
        <translation>Tote und gesättigte Neuronen</translation>
    </message>
    <message>
        <source>Dead or saturated</source>
        <translation>Tot oder gesättigt</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Difference / 2h: {quotient}</source>
        <translation>Differenz / 2h: {quotient}</translation>
    </message>
    <message>
        <source>Differences between the digits may be chance.</source>
        <translation>Unterschiede zwischen den Ziffern können Zufall sein.</translation>
    </message>
    <message>
        <source>Distribution of activations</source>
        <translation>Verteilung der Aktivierungen</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>Ziffer zeichnen</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>Hier eine Ziffer zeichnen</translation>
    </message>
    <message>
        <source>Draw a digit here with a mouse, a pen or a finger, and the network reads it stroke by stroke. A picture can be dropped on the window or pasted as well.</source>
        <translation>Hier mit Maus, Stift oder Finger eine Ziffer zeichnen; das Netz liest sie Strich für Strich. Ein Bild lässt sich auch auf das Fenster ziehen oder einfügen.</translation>
    </message>
    <message>
        <source>Draw a digit, and see here how it is prepared for the network, step by step.</source>
        <translation>Ziffer zeichnen und hier Schritt für Schritt sehen, wie sie für das Netz vorbereitet wird.</translation>
    </message>
    <message>
        <source>Draw a digit, and see here which of its pixels speak for the answer and which against it, and the smallest stroke that would turn it.</source>
        <translation>Ziffer zeichnen und hier sehen, welche ihrer Pixel für und welche gegen die Antwort sprechen, und den kleinsten Strich, der sie wenden würde.</translation>
    </message>
    <message>
        <source>Draw a digit, or press T for a test digit, to see its way.</source>
        <translation>Ziffer zeichnen oder T drücken, um ihren Weg zu sehen.</translation>
    </message>
    <message>
        <source>Draw a digit, or press T for a test digit: its way through the network is shown here.</source>
        <translation>Ziffer zeichnen oder mit T eine Testziffer holen: Hier erscheint ihr Weg durch das Netz.</translation>
    </message>
    <message>
        <source>Draw a digit, or press T for a test digit: its way through the network is shown here. Until then, lines are the largest weights.</source>
        <translation>Ziffer zeichnen oder mit T eine Testziffer holen: Hier erscheint ihr Weg durch das Netz. Bis dahin zeigen die Linien die größten Gewichte.</translation>
    </message>
    <message>
        <source>Draw a digit, then press its key, 0 to 9, to pin it here: its chart shows when the network learns it.</source>
        <translation>Ziffer zeichnen und ihre Taste drücken, 0 bis 9, um sie hier anzupinnen: Ihr Diagramm zeigt, wann das Netz sie lernt.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>ECE = Σₖ nₖ / n · |accuracyₖ − confidenceₖ|</source>
        <translation>ECE = Σₖ nₖ / n · |Genauigkeitₖ − Sicherheitₖ|</translation>
    </message>
    <message>
        <source>Each disc is a unit, darker the more active it is for what is drawn; the lines are the connections that contribute most, green and solid where they add, purple and dashed where they take away. Follow them from left to right to see which pixels and units lead to the answer.</source>
        <translation>Jede Scheibe ist ein Neuron, umso dunkler, je aktiver es für die Zeichnung ist; die Linien sind die Verbindungen, die am meisten beitragen, grün und durchgezogen, wo sie hinzufügen, violett und gestrichelt, wo sie abziehen. Von links nach rechts verfolgt, zeigen sie, welche Pixel und Neuronen zur Antwort führen.</translation>
    </message>
    <message>
        <source>Each filter uses the full range of colours.</source>
        <translation>Jeder Filter nutzt den ganzen Umfang der Farben.</translation>
    </message>
    <message>
        <source>Each its own</source>
        <translation>Je eigene</translation>
    </message>
    <message>
        <source>Each of the ten outputs says by itself how much the drawing looks like its digit. They need not add up to 100 percent, for nothing in this network makes them.</source>
        <translation>Jede der zehn Ausgaben sagt für sich, wie sehr die Zeichnung ihrer Ziffer gleicht. Zusammen müssen sie nicht 100 Prozent ergeben, denn nichts in diesem Netz sorgt dafür.</translation>
    </message>
    <message>
        <source>Each row holds the test images of one digit, each column those that were given one answer, so that mistakes lie off the diagonal. Click a cell to see its images.</source>
        <translation>Jede Zeile enthält die Testbilder einer Ziffer, jede Spalte die mit einer Antwort, sodass Fehler abseits der Diagonale liegen. Ein Klick auf eine Zelle zeigt ihre Bilder.</translation>
    </message>
    <message>
        <source>Each row slides sideways until the digit does not slant any more. A network that has learned from upright digits alone need not know every slant.</source>
        <translation>Jede Zeile gleitet zur Seite, bis die Ziffer nicht mehr schräg steht. Ein Netz, das nur aus aufrechten Ziffern gelernt hat, muss nicht jede Neigung kennen.</translation>
    </message>
    <message>
        <source>Each unit's 784 incoming weights, where its pixels are.</source>
        <translation>Die 784 eingehenden Gewichte jedes Neurons, wo seine Pixel sind.</translation>
    </message>
    <message>
        <source>Eight training images.</source>
        <translation>Acht Trainingsbilder.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Equal distances on the axis are equal ratios, so that small losses become visible. A straight line downwards then means that the loss is halved at a steady pace.</source>
        <translation>Gleiche Abstände auf der Achse sind gleiche Verhältnisse, sodass kleine Verluste sichtbar werden. Eine Gerade abwärts heißt dann, dass sich der Verlust in gleichem Takt halbiert.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Eraser on or off</source>
        <translation>Radiergummi an oder aus</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Fehlerbericht</translation>
    </message>
    <message>
        <source>Every formula is the notebook's own, whether it is the true derivative or not. The sentence below the diagram says what is wrong with it.</source>
        <translation>Jede Formel ist die des Notebooks, ob sie die wahre Ableitung ist oder nicht. Der Satz unter dem Diagramm sagt, was daran falsch ist.</translation>
    </message>
    <message>
        <source>Every unit works again. The run was not touched.</source>
        <translation>Jedes Neuron arbeitet wieder. Der Lauf blieb unberührt.</translation>
    </message>
    <message>
        <source>Every unit, and what happens without it.</source>
        <translation>Jedes Neuron, und was ohne es geschieht.</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Evidence against</source>
        <translation>Belege dagegen</translation>
    </message>
    <message>
        <source>Evidence for</source>
        <translation>Belege dafür</translation>
    </message>
    <message>
        <source>Evidence for a digit</source>
        <translation>Belege für eine Ziffer</translation>
    </message>
    <message>
        <source>Evidence for {digit}</source>
        <translation>Belege für {digit}</translation>
    </message>
    <message>
        <source>Evidence for {digit} against {other}</source>
        <translation>Belege für {digit} gegen {other}</translation>
    </message>
    <message>
        <source>Evidence of each pixel</source>
        <translation>Beleg jedes Pixels</translation>
    </message>
    <message>
        <source>Exact, or an approximation</source>
        <translation>Exakt oder eine Näherung</translation>
    </message>
    <message>
        <source>Exact: the pixels and the biases add up to the difference of the logits.</source>
        <translation>Exakt: Pixel und Biaswerte ergeben zusammen die Differenz der Logits.</translation>
    </message>
    <message>
        <source>Exact: the pixels and the biases add up to the logit.</source>
        <translation>Exakt: Pixel und Biaswerte ergeben zusammen den Logit.</translation>
    </message>
    <message>
        <source>Explain what has the keyboard</source>
        <translation>Erklären, was die Tastatur hat</translation>
    </message>
    <message>
        <source>Explanations</source>
        <translation>Erklärungen</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Fill the &amp;window with</source>
        <translation>&amp;Fenster füllen mit</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter {n} of {all}: {low} to {high}</source>
        <translation>Filter {n} von {all}: {low} bis {high}</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>First-layer filters</source>
        <translation>Filter der ersten Schicht</translation>
    </message>
    <message>
        <source>Flat: the shown loss does not change here, and both are 0.</source>
        <translation>Flach: Der gezeigte Verlust ändert sich hier nicht, und beide sind 0.</translation>
    </message>
    <message>
        <source>Flat: the shown loss does not change here; both are as good as 0.</source>
        <translation>Flach: Der gezeigte Verlust ändert sich hier nicht; beide sind so gut wie 0.</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dafür</translation>
    </message>
    <message>
        <source>For every layer, what the program would change in the weights beside how the loss that it shows truly slopes, both in double precision on the same images. Where the calculus is right, the two agree to many digits.</source>
        <translation>Für jede Schicht steht, was das Programm an den Gewichten ändern würde, neben der wahren Steigung des Verlusts, den es zeigt, beides in doppelter Genauigkeit auf denselben Bildern. Wo die Rechnung stimmt, gleichen sich die beiden auf viele Stellen.</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>Von Beginn an</translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation>Höchsttempo</translation>
    </message>
    <message>
        <source>Gets nothing; no direction: the update is 0, the gradient is not.</source>
        <translation>Bekommt nichts; keine Richtung: Das Update ist 0, der Gradient nicht.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation>Gradientenprüfung</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Gradient times input: a first-order approximation, which leaves a remainder.</source>
        <translation>Gradient mal Eingabe: eine Näherung erster Ordnung, die einen Rest lässt.</translation>
    </message>
    <message>
        <source>Gradient, weight by weight</source>
        <translation>Gradient, Gewicht für Gewicht</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Here every layer's update is compared with the true gradient of the loss.</source>
        <translation>Hier wird das Update jeder Schicht mit dem wahren Gradienten des Verlusts verglichen.</translation>
    </message>
    <message>
        <source>How a drawing is prepared for the network.</source>
        <translation>Wie eine Zeichnung für das Netz vorbereitet wird.</translation>
    </message>
    <message>
        <source>How far each training image is shifted, turned, scaled and slanted at random before the network sees it. It learns more slowly and reads other people's digits better; the images of the notebooks stay as they are.</source>
        <translation>Wie weit jedes Trainingsbild zufällig verschoben, gedreht, skaliert und geneigt wird, bevor das Netz es sieht. Es lernt langsamer und liest die Ziffern anderer besser; die Bilder der Notebooks bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>How far each update moves the weights against the gradient. Too small and nothing seems to happen; too large and the loss jumps about or grows without bounds.</source>
        <translation>Wie weit jedes Update die Gewichte gegen den Gradienten bewegt. Zu klein, und nichts scheint zu geschehen; zu groß, und der Verlust springt oder wächst ohne Grenze.</translation>
    </message>
    <message>
        <source>How far each weight has moved since this run began.</source>
        <translation>Wie weit sich jedes Gewicht seit dem Beginn dieses Laufs bewegt hat.</translation>
    </message>
    <message>
        <source>How far the calibrated probabilities are, on average, from how often they are right. At 0, answers given 90 % are right nine times in ten.</source>
        <translation>Wie weit die kalibrierten Wahrscheinlichkeiten im Mittel davon entfernt sind, wie oft sie stimmen. Bei 0 sind Antworten mit 90 % in neun von zehn Fällen richtig.</translation>
    </message>
    <message>
        <source>How far the network's own outputs are, on average, from how often they are right. It is measured on the test images, before the temperature is applied.</source>
        <translation>Wie weit die Ausgaben des Netzes selbst im Mittel davon entfernt sind, wie oft sie stimmen. Gemessen auf den Testbildern, vor der Temperatur.</translation>
    </message>
    <message>
        <source>How far the ten outputs are from 1 for the right digit and 0 for all others, squared and averaged. Training makes this number smaller, and nothing else.</source>
        <translation>Wie weit die zehn Ausgaben von 1 für die richtige Ziffer und von 0 für alle anderen entfernt sind, quadriert und gemittelt. Das Training verkleinert diese Zahl und sonst nichts.</translation>
    </message>
    <message>
        <source>How far to trust its percentages.</source>
        <translation>Wie weit seinen Prozentzahlen zu trauen ist.</translation>
    </message>
    <message>
        <source>How far update and gradient are apart, measured by the longer of the two. Below 0.00001 it is the central differences' own error; a wrong formula is far above.</source>
        <translation>Wie weit Update und Gradient auseinanderliegen, gemessen am längeren der beiden. Unter 0.00001 ist es der eigene Fehler der zentralen Differenzen; eine falsche Formel liegt weit darüber.</translation>
    </message>
    <message>
        <source>How fast training goes at the moment, as a mean over the last second. Larger batches make it faster, for their images are computed together.</source>
        <translation>Wie schnell das Training gerade geht, als Mittel über die letzte Sekunde. Größere Batches machen es schneller, denn ihre Bilder werden gemeinsam berechnet.</translation>
    </message>
    <message>
        <source>How long the gradient of a layer's weights is, as the learning rule makes it, on 256 training images. A layer whose gradient is 0, or far below the others', does not learn.</source>
        <translation>Wie lang der Gradient der Gewichte einer Schicht ist, wie ihn die Lernregel berechnet, auf 256 Trainingsbildern. Eine Schicht, deren Gradient 0 ist oder weit unter dem der anderen liegt, lernt nicht.</translation>
    </message>
    <message>
        <source>How long the layer's update is: the square root of the sum of its squares, over all weights and biases, before the learning rate. If it is 0, the layer does not learn.</source>
        <translation>Wie lang das Update der Schicht ist: die Wurzel aus der Summe seiner Quadrate, über alle Gewichte und Biaswerte, vor der Lernrate. Ist es 0, lernt die Schicht nicht.</translation>
    </message>
    <message>
        <source>How long the true gradient is, found without any calculus: every weight is moved a little up and down, and the loss is computed each time. Weights that put a ReLU over its kink by that are left out of all figures.</source>
        <translation>Wie lang der wahre Gradient ist, ganz ohne Ableitungsregeln bestimmt: Jedes Gewicht wird ein wenig auf und ab bewegt, und jedes Mal wird der Verlust berechnet. Gewichte, die dabei ein ReLU über seinen Knick schieben, bleiben in allen Zahlen außen vor.</translation>
    </message>
    <message>
        <source>How many images share one update: their gradients are averaged. With 1 it is stochastic gradient descent in the strict sense; larger batches give calmer steps, and fewer.</source>
        <translation>Wie viele Bilder sich ein Update teilen: Ihre Gradienten werden gemittelt. Mit 1 ist es stochastischer Gradientenabstieg im strengen Sinn; größere Batches geben ruhigere und weniger Schritte.</translation>
    </message>
    <message>
        <source>How many training images the loss is averaged over, or the digit on the canvas if its label is known. One image takes an eighth of the time of eight.</source>
        <translation>Über wie viele Trainingsbilder der Verlust gemittelt wird, oder die Ziffer auf der Zeichenfläche, wenn ihr Label bekannt ist. Ein Bild braucht ein Achtel der Zeit von acht.</translation>
    </message>
    <message>
        <source>How many training images the network has learned from so far. An image counts again in every epoch.</source>
        <translation>Aus wie vielen Trainingsbildern das Netz bisher gelernt hat. Ein Bild zählt in jeder Epoche erneut.</translation>
    </message>
    <message>
        <source>How many updates are made in a second at most. At 1 you can follow every single one; at full speed the computer does as many as it can.</source>
        <translation>Wie viele Updates in einer Sekunde höchstens gemacht werden. Bei 1 lässt sich jedes einzelne verfolgen; beim Höchsttempo macht der Rechner so viele, wie er kann.</translation>
    </message>
    <message>
        <source>How much of the last step is carried into the next, like a heavy ball that rolls on. With 0 every step is the gradient's alone; near 1 steps in one direction add up.</source>
        <translation>Wie viel vom letzten Schritt in den nächsten mitgenommen wird, wie bei einer schweren Kugel, die weiterrollt. Bei 0 ist jeder Schritt allein der des Gradienten; nahe 1 summieren sich Schritte in gleicher Richtung.</translation>
    </message>
    <message>
        <source>How much one update moves a layer's weights, compared with their size, with momentum and schedule included. A usual value is a thousandth: far below, learning takes very long, far above, it becomes unsteady.</source>
        <translation>Wie weit ein Update die Gewichte einer Schicht bewegt, verglichen mit ihrer Größe, samt Momentum und Zeitplan. Üblich ist ein Tausendstel: Weit darunter dauert das Lernen sehr lange, weit darüber wird es unruhig.</translation>
    </message>
    <message>
        <source>How much the ink of this pixel raises (+, green) or lowers (−, purple) the logit of the digit. Paper contributes exactly 0, as its value is 0, so all the colour lies on the ink.</source>
        <translation>Wie sehr die Tinte dieses Pixels den Logit der Ziffer erhöht (+, grün) oder senkt (−, violett). Papier trägt genau 0 bei, denn sein Wert ist 0, darum liegt alle Farbe auf der Tinte.</translation>
    </message>
    <message>
        <source>How near the drawing comes to the 60,000 training digits, whatever the network answers. Of the test digits, fewer than 2 percent are called “no”.</source>
        <translation>Wie nahe die Zeichnung den 60 000 Trainingsziffern kommt, was immer das Netz antwortet. Von den Testziffern bekommen weniger als 2 Prozent ein „nein“.</translation>
    </message>
    <message>
        <source>How often answers are right, against how sure the network is</source>
        <translation>Wie oft Antworten richtig sind, je nachdem, wie sicher sich das Netz ist</translation>
    </message>
    <message>
        <source>How often right</source>
        <translation>Wie oft richtig</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>How sure the network is, corrected by one number T that was fitted on labelled digits. Of all answers given with 90 percent, about nine in ten are right.</source>
        <translation>Wie sicher sich das Netz ist, berichtigt durch eine einzige Zahl T, die an Ziffern mit bekanntem Label bestimmt wurde. Von allen Antworten mit 90 Prozent sind etwa neun von zehn richtig.</translation>
    </message>
    <message>
        <source>How surprised the network is by the right answer, as a mean over images: 0 if it was sure of it, and more the less probable it found it. Guessing blindly among ten digits costs 2.303.</source>
        <translation>Wie überrascht das Netz von der richtigen Antwort ist, gemittelt über die Bilder: 0, wenn es sich ihrer sicher war, und umso mehr, je unwahrscheinlicher sie ihm schien. Blindes Raten unter zehn Ziffern kostet 2.303.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images of the check</source>
        <translation>Bilder der Prüfung</translation>
    </message>
    <message>
        <source>Images of these answers</source>
        <translation>Bilder zu diesen Antworten</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>Images seen</source>
        <translation>Gesehene Bilder</translation>
    </message>
    <message>
        <source>Images, most confident first</source>
        <translation>Bilder, die sichersten zuerst</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Ink of a change</source>
        <translation>Tinte einer Änderung</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>It is read as {digit} already. Choose another digit.</source>
        <translation>Schon als {digit} gelesen. Eine andere Ziffer wählen.</translation>
    </message>
    <message>
        <source>It overfits: the test loss rose from {best} to {now} while the training loss fell.</source>
        <translation>Überanpassung: Der Testverlust stieg von {best} auf {now}, während der Trainingsverlust fiel.</translation>
    </message>
    <message>
        <source>It reads no better than by guessing, although its steps are large.</source>
        <translation>Es liest nicht besser als durch Raten, obwohl seine Schritte groß sind.</translation>
    </message>
    <message>
        <source>Its 784 weights</source>
        <translation>Seine 784 Gewichte</translation>
    </message>
    <message>
        <source>Its largest weights</source>
        <translation>Seine größten Gewichte</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>L = (1 / n) Σ L(image)</source>
        <translation>L = (1 / n) Σ L(Bild)</translation>
    </message>
    <message>
        <source>L = 1/10·Σⱼ (aⱼ − yⱼ)²</source>
        <translation>L = 1/10·Σⱼ (aⱼ − yⱼ)²</translation>
    </message>
    <message>
        <source>L = 1/B·Σᵢ Lᵢ</source>
        <translation>L = 1/B·Σᵢ Lᵢ</translation>
    </message>
    <message>
        <source>L = 1/n·Σᵢ Lᵢ, over the test images</source>
        <translation>L = 1/n·Σᵢ Lᵢ, über die Testbilder</translation>
    </message>
    <message>
        <source>L = −1/10·ln(a(label) + 10⁻¹⁵)</source>
        <translation>L = −1/10·ln(a(Label) + 10⁻¹⁵)</translation>
    </message>
    <message>
        <source>L = −ln p(label)</source>
        <translation>L = −ln p(Label)</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größtes</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Layer {layer} gets next to no gradient: the layers after it let nothing through.</source>
        <translation>Schicht {layer} bekommt fast keinen Gradienten: Die Schichten danach lassen nichts durch.</translation>
    </message>
    <message>
        <source>Layer {layer} gets no gradient: the notebook's slope σ′(activation) is next to 0.</source>
        <translation>Schicht {layer} bekommt keinen Gradienten: Die Steigung σ′(Aktivierung) des Notebooks ist fast 0.</translation>
    </message>
    <message>
        <source>Layer {n}</source>
        <translation>Schicht {n}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers: {layers}</source>
        <translation>Schichten: {layers}</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Learning rate η</source>
        <translation>Lernrate η</translation>
    </message>
    <message>
        <source>Lets positive numbers through as they are and makes all others 0, so that its slope is either 1 or 0. This network has one hidden layer of 64 units.</source>
        <translation>Lässt positive Zahlen unverändert durch und macht alle anderen zu 0, sodass die Steigung entweder 1 oder 0 ist. Dieses Netz hat eine verborgene Schicht mit 64 Neuronen.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Load drawings</source>
        <translation>Zeichnungen laden</translation>
    </message>
    <message>
        <source>Load pinned &amp;drawings …</source>
        <translation>Angepinnte &amp;Zeichnungen laden …</translation>
    </message>
    <message>
        <source>Load …</source>
        <translation>Laden …</translation>
    </message>
    <message>
        <source>Loading the digits …</source>
        <translation>Die Ziffern werden geladen …</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Verlust log</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>Logarithmische Verlustachse</translation>
    </message>
    <message>
        <source>Logistic sigmoid</source>
        <translation>Logistische Sigmoidfunktion</translation>
    </message>
    <message>
        <source>Logit</source>
        <translation>Logit</translation>
    </message>
    <message>
        <source>Looks like a digit</source>
        <translation>Ähnelt einer Ziffer</translation>
    </message>
    <message>
        <source>Looks like a digit:</source>
        <translation>Ähnelt einer Ziffer:</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Loss against epochs</source>
        <translation>Verlust über den Epochen</translation>
    </message>
    <message>
        <source>Loss of last update</source>
        <translation>Letzter Verlust</translation>
    </message>
    <message>
        <source>Loss of the last update</source>
        <translation>Verlust des letzten Updates</translation>
    </message>
    <message>
        <source>Makes a single update of all weights from the next batch, which is one iteration of gradient descent. What changes in the pictures is what this one batch taught.</source>
        <translation>Macht ein einziges Update aller Gewichte mit dem nächsten Batch, also eine Iteration des Gradientenabstiegs. Was sich in den Bildern ändert, hat dieser eine Batch gelehrt.</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Mittleres Fehlerquadrat</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Mistakes: 0</source>
        <translation>Fehler: 0</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Momentum μ</source>
        <translation>Momentum μ</translation>
    </message>
    <message>
        <source>Most confident first</source>
        <translation>Die sichersten zuerst</translation>
    </message>
    <message>
        <source>Most digits differ by more than chance (filled dots).</source>
        <translation>Die meisten Ziffern unterscheiden sich über den Zufall hinaus (gefüllte Punkte).</translation>
    </message>
    <message>
        <source>Most frequent mistake: {mistake}.</source>
        <translation>Häufigster Fehler: {mistake}.</translation>
    </message>
    <message>
        <source>Most frequent, about alike: {mistakes} and {more} more.</source>
        <translation>Am häufigsten, etwa gleich oft: {mistakes} und {more} weitere.</translation>
    </message>
    <message>
        <source>Most frequent, about alike: {mistakes}.</source>
        <translation>Am häufigsten, etwa gleich oft: {mistakes}.</translation>
    </message>
    <message>
        <source>Move to a control with Tab, or point at a control, a curve or a number, and press F1. Pointing at it for a moment explains it as well.</source>
        <translation>Mit Tab zu einem Bedienelement gehen oder auf ein Bedienelement, eine Kurve oder eine Zahl zeigen und F1 drücken. Auch wer einen Moment darauf zeigt, bekommt es erklärt.</translation>
    </message>
    <message>
        <source>Nearest training digit {n}, a {label}</source>
        <translation>Nächste Trainingsziffer {n}, eine {label}</translation>
    </message>
    <message>
        <source>Nearest training digits</source>
        <translation>Nächste Trainingsziffern</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>No direction to compare with: the shown loss is saturated, and flat.</source>
        <translation>Keine Richtung zum Vergleichen: Der gezeigte Verlust ist gesättigt und flach.</translation>
    </message>
    <message>
        <source>No images: the network's outputs are no longer numbers.</source>
        <translation>Keine Bilder: Die Ausgaben des Netzes sind keine Zahlen mehr.</translation>
    </message>
    <message>
        <source>No mistakes.</source>
        <translation>Keine Fehler.</translation>
    </message>
    <message>
        <source>No smoothing</source>
        <translation>Keine Glättung</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Gerät</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei nicht gefunden</translation>
    </message>
    <message>
        <source>No such image in the newest test.</source>
        <translation>Kein solches Bild im neuesten Test.</translation>
    </message>
    <message>
        <source>No weight has moved noticeably yet (at most {moved}).</source>
        <translation>Noch hat sich kein Gewicht merklich bewegt (höchstens {moved}).</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Falsch gelesen</translation>
    </message>
    <message>
        <source>Not read rightly</source>
        <translation>Nicht richtig gelesen</translation>
    </message>
    <message>
        <source>Not {steps}: see X-ray</source>
        <translation>Nicht {steps}: siehe Röntgen</translation>
    </message>
    <message>
        <source>Nothing has changed yet: press Train.</source>
        <translation>Noch hat sich nichts geändert: Trainieren drücken.</translation>
    </message>
    <message>
        <source>Nothing looks wrong.</source>
        <translation>Nichts sieht falsch aus.</translation>
    </message>
    <message>
        <source>Nothing to compare: the loss is infinite, or no number.</source>
        <translation>Nichts zu vergleichen: Der Verlust ist unendlich oder keine Zahl.</translation>
    </message>
    <message>
        <source>Nothing to judge yet.</source>
        <translation>Noch nichts zu beurteilen.</translation>
    </message>
    <message>
        <source>Nothing to see: no weight moved by more than {moved}. The notebook's slope σ′(activation) is next to 0, so no gradient arrives.</source>
        <translation>Nichts zu sehen: Kein Gewicht hat sich um mehr als {moved} bewegt. Die Steigung σ′(Aktivierung) des Notebooks ist fast 0, darum kommt kein Gradient an.</translation>
    </message>
    <message>
        <source>Now:</source>
        <translation>Jetzt:</translation>
    </message>
    <message>
        <source>Numbers in the whole window</source>
        <translation>Zahlen im ganzen Fenster</translation>
    </message>
    <message>
        <source>Numbers shown</source>
        <translation>Gezeigte Zahlen</translation>
    </message>
    <message>
        <source>Of the {count} answers given as {low} to {high}, {share} are right.</source>
        <translation>Von den {count} Antworten mit {low} bis {high} sind {share} richtig.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On the diagonal, “90 %” is right nine times in ten. Faint: fewer than {few} answers.</source>
        <translation>Auf der Diagonale sind „90 %“ in neun von zehn Fällen richtig. Blass: weniger als {few} Antworten.</translation>
    </message>
    <message>
        <source>One colour scale for all filters, so that they can be compared.</source>
        <translation>Eine Farbskala für alle Filter, sodass sie sich vergleichen lassen.</translation>
    </message>
    <message>
        <source>One epoch is one pass over all training images; the fraction is how far the pass under way has come. Training stops by itself after as many as are asked for.</source>
        <translation>Eine Epoche ist ein Durchgang durch alle Trainingsbilder; der Bruchteil sagt, wie weit der laufende gekommen ist. Nach so vielen wie verlangt hält das Training von selbst an.</translation>
    </message>
    <message>
        <source>One filter: arrow keys go to another, Enter enlarges it</source>
        <translation>Ein Filter: Die Pfeiltasten gehen zu einem anderen, die Eingabetaste vergrößert ihn</translation>
    </message>
    <message>
        <source>One panel alone, as by a double click; or all again</source>
        <translation>Eine Karte allein, wie durch Doppelklick; oder wieder alle</translation>
    </message>
    <message>
        <source>One training image.</source>
        <translation>Ein Trainingsbild.</translation>
    </message>
    <message>
        <source>One update, then pause</source>
        <translation>Ein Update, dann Pause</translation>
    </message>
    <message>
        <source>Only partly the right way: cosine {cosine}.</source>
        <translation>Nur teilweise die richtige Richtung: Kosinus {cosine}.</translation>
    </message>
    <message>
        <source>Open &amp;picture …</source>
        <translation>Bi&amp;ld öffnen …</translation>
    </message>
    <message>
        <source>Open model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>Andere Bilder</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Output for digit {digit}</source>
        <translation>Ausgabe für die Ziffer {digit}</translation>
    </message>
    <message>
        <source>P&amp;rojector</source>
        <translation>&amp;Projektor</translation>
    </message>
    <message>
        <source>Panel with the keyboard</source>
        <translation>Karte mit der Tastatur</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Weitergegeben</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Picture of the gradient</source>
        <translation>Bild des Gradienten</translation>
    </message>
    <message>
        <source>Picture of the update</source>
        <translation>Bild des Updates</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pin the drawing, with this digit as its label</source>
        <translation>Die Zeichnung anpinnen, mit dieser Ziffer als Label</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angepinnt</translation>
    </message>
    <message>
        <source>Pinned as a {label}, read as a {digit}. Probability of {label}: {share}.</source>
        <translation>Als {label} angepinnt, als {digit} gelesen. Wahrscheinlichkeit von {label}: {share}.</translation>
    </message>
    <message>
        <source>Pinned as a {label}; no network reads it yet.</source>
        <translation>Als {label} angepinnt; noch liest sie kein Netz.</translation>
    </message>
    <message>
        <source>Pinned drawing</source>
        <translation>Angepinnte Zeichnung</translation>
    </message>
    <message>
        <source>Pinned drawing of a {label}</source>
        <translation>Angepinnte Zeichnung einer {label}</translation>
    </message>
    <message>
        <source>Pins the drawings of a file in place of those that are pinned now. They are read at once by the network that is shown.</source>
        <translation>Pinnt die Zeichnungen einer Datei an, anstelle der jetzigen. Das gezeigte Netz liest sie sofort.</translation>
    </message>
    <message>
        <source>Pixel {row}, {column}</source>
        <translation>Pixel {row}, {column}</translation>
    </message>
    <message>
        <source>Pixel {row}, {column} → unit {unit}</source>
        <translation>Pixel {row}, {column} → Neuron {unit}</translation>
    </message>
    <message>
        <source>Point at a unit</source>
        <translation>Auf ein Neuron zeigen</translation>
    </message>
    <message>
        <source>Point at a unit for its arithmetic; click to switch it off, in a copy: the run stays as it is.</source>
        <translation>Auf ein Neuron zeigen: seine Rechnung; klicken schaltet es aus, in einer Kopie: Der Lauf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Press Check, and see here whether every layer's update is the true gradient of the loss.</source>
        <translation>Prüfen drücken und hier sehen, ob das Update jeder Schicht der wahre Gradient des Verlusts ist.</translation>
    </message>
    <message>
        <source>Press Reset and try a learning rate of {instead}.</source>
        <translation>Neustart drücken und eine Lernrate von {instead} versuchen.</translation>
    </message>
    <message>
        <source>Press Train.</source>
        <translation>Trainieren drücken.</translation>
    </message>
    <message>
        <source>Probability of each digit</source>
        <translation>Wahrscheinlichkeit jeder Ziffer</translation>
    </message>
    <message>
        <source>Projector: large type, thick lines</source>
        <translation>Projektor: große Schrift, dicke Linien</translation>
    </message>
    <message>
        <source>Purple is negative, green is positive, and the stronger the colour, the farther the weight is from 0. Weights beyond an end have the colour of that end.</source>
        <translation>Violett ist negativ, Grün ist positiv, und je kräftiger die Farbe, desto weiter ist das Gewicht von 0 entfernt. Gewichte jenseits eines Endes haben die Farbe dieses Endes.</translation>
    </message>
    <message>
        <source>Put on canvas</source>
        <translation>Auf die Fläche</translation>
    </message>
    <message>
        <source>Put the changed picture on the canvas</source>
        <translation>Das geänderte Bild auf die Zeichenfläche legen</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Puts a random image of the test set here, with its label. The network has never learned from it.</source>
        <translation>Legt ein zufälliges Bild der Testdaten hierher, mit seinem Label. Das Netz hat nie daraus gelernt.</translation>
    </message>
    <message>
        <source>Puts the activation's own derivative in place of the notebook's slope at a, which is next to 0, so that the hidden layers of the running network begin to learn. The notebook's error at the outputs stays: its shown loss counts only the label's output, and the true gradient of that would teach nothing about the nine other digits.</source>
        <translation>Setzt die Ableitung der Aktivierung selbst an die Stelle der Steigung des Notebooks bei a, die fast 0 ist, sodass die verborgenen Schichten des laufenden Netzes zu lernen beginnen. Der Fehler des Notebooks an den Ausgaben bleibt: Sein gezeigter Verlust zählt nur die Ausgabe des Labels, und dessen wahrer Gradient würde über die neun anderen Ziffern nichts lehren.</translation>
    </message>
    <message>
        <source>Puts the changed picture where you draw, so that every view shows it; undo brings back what was there. It is prepared again there, as everything is: a network that straightens may then read it otherwise, and a line says so.</source>
        <translation>Legt das geänderte Bild auf die Zeichenfläche, sodass jede Ansicht es zeigt; Rückgängig holt zurück, was dort war. Dort wird es wie alles erneut vorbereitet: Ein Netz, das aufrichtet, liest es dann vielleicht anders, und eine Zeile sagt das.</translation>
    </message>
    <message>
        <source>Range of the weights</source>
        <translation>Bereich der Gewichte</translation>
    </message>
    <message>
        <source>Rate of the next update</source>
        <translation>Rate des nächsten Updates</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Re&amp;do stroke</source>
        <translation>Strich &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>ReLU(z) = max(0, z)</source>
        <translation>ReLU(z) = max(0, z)</translation>
    </message>
    <message>
        <source>ReLU: z = Σᵢ cᵢ + biases</source>
        <translation>ReLU: z = Σᵢ cᵢ + Biaswerte</translation>
    </message>
    <message>
        <source>Read by a new network ({layers}) that has learned nothing yet</source>
        <translation>Gelesen von einem neuen Netz ({layers}), das noch nichts gelernt hat</translation>
    </message>
    <message>
        <source>Read by this run's network ({layers}) after {n} epochs</source>
        <translation>Gelesen vom Netz dieses Laufs ({layers}) nach {n} Epochen</translation>
    </message>
    <message>
        <source>Read by this run's network ({layers}) as it learns</source>
        <translation>Gelesen vom Netz dieses Laufs ({layers}), während es lernt</translation>
    </message>
    <message>
        <source>Read by {network} ({layers})</source>
        <translation>Gelesen von: {network} ({layers})</translation>
    </message>
    <message>
        <source>Read from the start</source>
        <translation>Von Beginn an gelesen</translation>
    </message>
    <message>
        <source>Read since epoch {epoch}</source>
        <translation>Gelesen seit Epoche {epoch}</translation>
    </message>
    <message>
        <source>Read since pinned</source>
        <translation>Seit dem Anpinnen gelesen</translation>
    </message>
    <message>
        <source>Reads a picture of a digit from a file: a photo, a scan or a drawing. Pen strokes are found in it and prepared like your own.</source>
        <translation>Liest ein Bild einer Ziffer aus einer Datei: ein Foto, einen Scan oder eine Zeichnung. Die Striche darin werden gesucht und vorbereitet wie selbst gezeichnete.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Rectified linear unit (ReLU)</source>
        <translation>Rectified Linear Unit (ReLU)</translation>
    </message>
    <message>
        <source>Relative error</source>
        <translation>Relativer Fehler</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Verlässlichkeit</translation>
    </message>
    <message>
        <source>Reliability diagram</source>
        <translation>Verlässlichkeitsdiagramm</translation>
    </message>
    <message>
        <source>Remainder</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Remove the pinned {label}</source>
        <translation>Die angepinnte {label} entfernen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Neustart</translation>
    </message>
    <message>
        <source>Reset: fresh initial weights</source>
        <translation>Neustart: frische Anfangsgewichte</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Right arrow</source>
        <translation>Pfeil rechts</translation>
    </message>
    <message>
        <source>Right, as far as rounding lets one see: to {digits} digits.</source>
        <translation>Richtig, soweit die Rundung das erkennen lässt: auf {digits} Stellen.</translation>
    </message>
    <message>
        <source>Right: the update is the gradient to {digits} digits.</source>
        <translation>Richtig: Das Update ist der Gradient, auf {digits} Stellen.</translation>
    </message>
    <message>
        <source>Roughly the right way: cosine {cosine}.</source>
        <translation>Ungefähr die richtige Richtung: Kosinus {cosine}.</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: ink {ink:.0f} %, contributes {figure}.</source>
        <translation>Zeile {row}, Spalte {column}: Tinte {ink:.0f} %, trägt {figure} bei.</translation>
    </message>
    <message>
        <source>Rubs out parts of strokes instead of drawing. Press it again to draw on.</source>
        <translation>Radiert Teile von Strichen weg, statt zu zeichnen. Noch einmal drücken, um weiterzuzeichnen.</translation>
    </message>
    <message>
        <source>S&amp;hipped networks</source>
        <translation>&amp;Mitgelieferte Netze</translation>
    </message>
    <message>
        <source>Sa&amp;ve pinned drawings …</source>
        <translation>An&amp;gepinnte Zeichnungen speichern …</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save drawings</source>
        <translation>Zeichnungen speichern</translation>
    </message>
    <message>
        <source>Save model</source>
        <translation>Modell speichern</translation>
    </message>
    <message>
        <source>Save pi&amp;cture of the window …</source>
        <translation>Bild des &amp;Fensters speichern …</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Save these drawings, with their labels, as a file.</source>
        <translation>Diese Zeichnungen mit ihren Labels als Datei speichern.</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>Skaliert</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>See the filters move</source>
        <translation>Filter wandern sehen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show all mistakes</source>
        <translation>Alle Fehler zeigen</translation>
    </message>
    <message>
        <source>Show all mistakes again.</source>
        <translation>Wieder alle Fehler zeigen.</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Show the changed picture on the canvas and in every view.</source>
        <translation>Das geänderte Bild auf der Zeichenfläche und in jeder Ansicht zeigen.</translation>
    </message>
    <message>
        <source>Show the drawings of a file instead of these.</source>
        <translation>Die Zeichnungen einer Datei anstelle dieser zeigen.</translation>
    </message>
    <message>
        <source>Shown is what its units give for 256 training images; gradients come with training.</source>
        <translation>Gezeigt wird, was seine Neuronen für 256 Trainingsbilder ausgeben; Gradienten kommen mit dem Training.</translation>
    </message>
    <message>
        <source>Shown: {network}</source>
        <translation>Gezeigt: {network}</translation>
    </message>
    <message>
        <source>Shows the filters, and how far each of their weights has moved since the run began. Before the mending nothing was to be seen there.</source>
        <translation>Zeigt die Filter und wie weit sich jedes ihrer Gewichte seit dem Beginn des Laufs bewegt hat. Vor der Reparatur war dort nichts zu sehen.</translation>
    </message>
    <message>
        <source>Shows the whole of the curves again, and keeps showing it as they grow. It appears once you have zoomed a plot with the wheel or dragged it.</source>
        <translation>Zeigt wieder die ganzen Kurven, auch während sie wachsen. Erscheint, sobald ein Diagramm mit dem Mausrad gezoomt oder verschoben wurde.</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Sigmoid output</source>
        <translation>Sigmoid-Ausgabe</translation>
    </message>
    <message>
        <source>Since pinned</source>
        <translation>Seit Anpinnen</translation>
    </message>
    <message>
        <source>Since {epoch}</source>
        <translation>Seit {epoch}</translation>
    </message>
    <message>
        <source>Slope of z by pixel</source>
        <translation>Steigung von z je Pixel</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinstes</translation>
    </message>
    <message>
        <source>Smallest change to</source>
        <translation>Kleinste Änderung zur</translation>
    </message>
    <message>
        <source>Smallest change to {digit}</source>
        <translation>Kleinste Änderung zur {digit}</translation>
    </message>
    <message>
        <source>Smallest stroke-like change</source>
        <translation>Kleinste strichartige Änderung</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smoothing of the training curves</source>
        <translation>Glättung der Trainingskurven</translation>
    </message>
    <message>
        <source>Smoothing {n} %</source>
        <translation>Glättung {n} %</translation>
    </message>
    <message>
        <source>Softmax output</source>
        <translation>Softmax-Ausgabe</translation>
    </message>
    <message>
        <source>Some remembered settings make no sense and are ignored: {names}</source>
        <translation>Einige gemerkte Einstellungen ergeben keinen Sinn und werden ignoriert: {names}</translation>
    </message>
    <message>
        <source>Something went wrong {count} times, and the program goes on: {error}</source>
        <translation>{count}-mal ging etwas schief, und das Programm läuft weiter: {error}</translation>
    </message>
    <message>
        <source>Something went wrong, and the program goes on: {error}</source>
        <translation>Etwas ging schief, und das Programm läuft weiter: {error}</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Squeezes any number smoothly into 0 to 1, and is flat far from 0, where units learn slowly. This network has two hidden layers, of 128 and 64 units.</source>
        <translation>Drückt jede Zahl sanft zwischen 0 und 1 und ist weit von 0 flach, wo Neuronen nur langsam lernen. Dieses Netz hat zwei verborgene Schichten mit 128 und 64 Neuronen.</translation>
    </message>
    <message>
        <source>Starts again from fresh initial weights, with the numbers below. The same seed gives the same run once more.</source>
        <translation>Beginnt mit frischen Anfangsgewichten von vorn, mit den Zahlen darunter. Derselbe Startwert gibt noch einmal denselben Lauf.</translation>
    </message>
    <message>
        <source>Starts training, one update of all weights after another, or stops it between two of them. Nothing is lost by a pause: training goes on exactly where it was.</source>
        <translation>Beginnt das Training, ein Update aller Gewichte nach dem anderen, oder hält es zwischen zweien an. Eine Pause kostet nichts: Das Training geht genau dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Steps were too large.</source>
        <translation>Die Schritte waren zu groß.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop earlier, or try augmentation or more training images.</source>
        <translation>Früher aufhören oder Augmentierung oder mehr Trainingsbilder versuchen.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Straightened</source>
        <translation>Aufgerichtet</translation>
    </message>
    <message>
        <source>Straightened again on the canvas, it is a {digit}.</source>
        <translation>Auf der Fläche erneut aufgerichtet, wird es eine {digit}.</translation>
    </message>
    <message>
        <source>Switch all on</source>
        <translation>Alle einschalten</translation>
    </message>
    <message>
        <source>Switch all units on</source>
        <translation>Alle Neuronen einschalten</translation>
    </message>
    <message>
        <source>Switch it off to see what it is good for.</source>
        <translation>Ausschalten, um zu sehen, wozu es gut ist.</translation>
    </message>
    <message>
        <source>Take all drawings off the strip.</source>
        <translation>Alle Zeichnungen wegnehmen.</translation>
    </message>
    <message>
        <source>Take this {label} off the strip (Delete)</source>
        <translation>Diese {label} wegnehmen (Entf)</translation>
    </message>
    <message>
        <source>Takes all pinned drawings off the strip. The network is not changed by that, as it never learns from them.</source>
        <translation>Nimmt alle angepinnten Zeichnungen weg. Das Netz ändert sich dadurch nicht, denn es lernt nie aus ihnen.</translation>
    </message>
    <message>
        <source>Takes back the last stroke. It brings back what was erased, cleared or replaced, too.</source>
        <translation>Nimmt den letzten Strich zurück. Auch was radiert, geleert oder ersetzt wurde, kommt so wieder.</translation>
    </message>
    <message>
        <source>Takes the training images that follow. A verdict that holds for one batch should hold for any other.</source>
        <translation>Nimmt die folgenden Trainingsbilder. Ein Urteil, das für einen Batch gilt, sollte für jeden anderen gelten.</translation>
    </message>
    <message>
        <source>Takes the whole drawing away. Undo brings it back.</source>
        <translation>Nimmt die ganze Zeichnung weg. Rückgängig holt sie zurück.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Ten sigmoids: they need not add up to 100 %</source>
        <translation>Zehn Sigmoide: zusammen nicht unbedingt 100 %</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>Testgenauigkeit</translation>
    </message>
    <message>
        <source>Test digit</source>
        <translation>Testziffer</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>Testverlust</translation>
    </message>
    <message>
        <source>The 784 incoming weights of one unit of the first layer, painted where their pixels are: green where ink raises the unit's sum, purple where ink lowers it. The unit answers most strongly to what looks like its filter.</source>
        <translation>Die 784 eingehenden Gewichte eines Neurons der ersten Schicht, gemalt, wo ihre Pixel sind: grün, wo Tinte die Summe des Neurons erhöht, violett, wo sie sie senkt. Am stärksten antwortet das Neuron auf das, was seinem Filter gleicht.</translation>
    </message>
    <message>
        <source>The answer appears here as you draw.</source>
        <translation>Hier erscheint beim Zeichnen die Antwort.</translation>
    </message>
    <message>
        <source>The arithmetic of the weight that the pictures' mark is on, with the figures as they were computed. Click on a weight to choose it, or move the mark with the arrow keys.</source>
        <translation>Die Rechnung zu dem Gewicht, auf dem die Marke der Bilder steht, mit den Zahlen, wie sie berechnet wurden. Ein Klick wählt ein anderes Gewicht, oder die Pfeiltasten bewegen die Marke.</translation>
    </message>
    <message>
        <source>The box around the digit is moved to the middle of the picture; stray dots are left out, and in a picture the paper's lines, frames and what comes in from the border. After that it does not matter where on the canvas one draws.</source>
        <translation>Das Rechteck um die Ziffer rückt in die Mitte des Bildes; verirrte Punkte fallen weg, und bei einem Bild die Linien des Papiers, Rahmen und was vom Rand hereinreicht. Danach ist es gleich, wo auf der Fläche man zeichnet.</translation>
    </message>
    <message>
        <source>The changed picture</source>
        <translation>Das geänderte Bild</translation>
    </message>
    <message>
        <source>The curves appear here once you press Train.</source>
        <translation>Für die Kurven Trainieren drücken.</translation>
    </message>
    <message>
        <source>The digit on the canvas, if it is one whose label is known.</source>
        <translation>Die Ziffer auf der Zeichenfläche, wenn ihr Label bekannt ist.</translation>
    </message>
    <message>
        <source>The digit that the search tries to turn the answer into: the runner-up, the label of a misread digit, or one that you choose. Far digits need more ink, or cannot be reached.</source>
        <translation>Die Ziffer, zu der die Suche die Antwort wenden soll: die zweitbeste, das Label einer falsch gelesenen Ziffer oder eine selbst gewählte. Ferne Ziffern brauchen mehr Tinte oder sind nicht zu erreichen.</translation>
    </message>
    <message>
        <source>The digit with the largest of the ten outputs. The network always answers something, even to a scribble.</source>
        <translation>Die Ziffer mit der größten der zehn Ausgaben. Das Netz antwortet immer etwas, sogar auf Gekritzel.</translation>
    </message>
    <message>
        <source>The digit's longer side is made 20 pixels long, keeping its shape, with a pen as wide as in MNIST. After that it does not matter how large one draws.</source>
        <translation>Die längere Seite der Ziffer wird 20 Pixel lang, ihre Form bleibt, und der Strich wird so breit wie in MNIST. Danach ist es gleich, wie groß man zeichnet.</translation>
    </message>
    <message>
        <source>The faint band reaches from the least to the greatest loss of the single batches. Its width is chance: which images happened to share a batch.</source>
        <translation>Das blasse Band reicht vom kleinsten bis zum größten Verlust der einzelnen Batches. Seine Breite ist Zufall: welche Bilder gerade zusammen in einem Batch waren.</translation>
    </message>
    <message>
        <source>The faint band reaches from the lowest to the highest accuracy of the single batches. Its width is chance: which images happened to share a batch.</source>
        <translation>Das blasse Band reicht von der niedrigsten bis zur höchsten Genauigkeit der einzelnen Batches. Seine Breite ist Zufall: welche Bilder gerade zusammen in einem Batch waren.</translation>
    </message>
    <message>
        <source>The figures of the row in a sentence. The shown loss is flat where it counts only outputs that are as near to 0 or 1 as numbers go.</source>
        <translation>Die Zahlen der Zeile in einem Satz. Der gezeigte Verlust ist flach, wo er nur Ausgaben zählt, die so nahe an 0 oder 1 liegen, wie Zahlen reichen.</translation>
    </message>
    <message>
        <source>The file {name}</source>
        <translation>Die Datei {name}</translation>
    </message>
    <message>
        <source>The filters appear here once the digits are loaded.</source>
        <translation>Hier erscheinen die Filter, sobald die Ziffern geladen sind.</translation>
    </message>
    <message>
        <source>The first layer gets next to nothing; moving it would help.</source>
        <translation>Fast nichts für die erste Schicht; Bewegung würde helfen.</translation>
    </message>
    <message>
        <source>The five of the 60,000 training digits that are most alike pixel by pixel, with their labels. The network does not look them up: it has only its weights.</source>
        <translation>Die fünf der 60 000 Trainingsziffern, die Pixel für Pixel am ähnlichsten sind, mit ihren Labels. Das Netz schlägt sie nicht nach: Es hat nur seine Gewichte.</translation>
    </message>
    <message>
        <source>The last session ended in a crash</source>
        <translation>Die letzte Sitzung endete mit einem Absturz</translation>
    </message>
    <message>
        <source>The learning rate {rate} is too low: an update moves weights by {ratio} of their size.</source>
        <translation>Die Lernrate {rate} ist zu niedrig: Ein Update bewegt die Gewichte um {ratio} ihrer Größe.</translation>
    </message>
    <message>
        <source>The loss is no longer a number: the learning rate {rate} is too high.</source>
        <translation>Der Verlust ist keine Zahl mehr: Die Lernrate {rate} ist zu hoch.</translation>
    </message>
    <message>
        <source>The loss on the test images, which the network never learns from. Where it rises while the training loss still falls, the network learns by heart: overfitting.</source>
        <translation>Der Verlust auf den Testbildern, aus denen das Netz nie lernt. Wo er steigt, während der Trainingsverlust noch fällt, lernt das Netz auswendig: Überanpassung.</translation>
    </message>
    <message>
        <source>The loss on the training images, each before the update it led to, as a mean over the window that the slider sets. As long as it falls the network is learning.</source>
        <translation>Der Verlust auf den Trainingsbildern, jeweils vor dem Update, zu dem sie führten, gemittelt über das Fenster, das der Regler einstellt. Solange er fällt, lernt das Netz.</translation>
    </message>
    <message>
        <source>The loss's slope along each weight: green where the loss rises with the weight, purple where it falls. Both pictures have one colour scale, whose end is the largest of their values.</source>
        <translation>Die Steigung des Verlusts entlang jedes Gewichts: grün, wo der Verlust mit dem Gewicht steigt, violett, wo er fällt. Beide Bilder haben eine gemeinsame Farbskala, deren Ende ihr größter Wert ist.</translation>
    </message>
    <message>
        <source>The mean loss over the images of the newest batch, before its update. It jumps from batch to batch; the smoothed curve shows where it is going.</source>
        <translation>Der mittlere Verlust über die Bilder des neuesten Batches, vor seinem Update. Er springt von Batch zu Batch; die geglättete Kurve zeigt, wohin es geht.</translation>
    </message>
    <message>
        <source>The network appears here once the digits are loaded.</source>
        <translation>Hier erscheint das Netz, sobald die Ziffern geladen sind.</translation>
    </message>
    <message>
        <source>The network for drawings</source>
        <translation>Das Netz für Zeichnungen</translation>
    </message>
    <message>
        <source>The network's answer, whatever it is at the moment.</source>
        <translation>Die Antwort des Netzes, welche es auch gerade ist.</translation>
    </message>
    <message>
        <source>The network's own ten numbers, which add up to 100 percent. It may be too sure of itself, which the view Reliability shows.</source>
        <translation>Die zehn Zahlen des Netzes selbst, die zusammen 100 Prozent ergeben. Es kann sich zu sicher sein, was die Ansicht Verlässlichkeit zeigt.</translation>
    </message>
    <message>
        <source>The notebook's figure: it divides by the length of a label where it meant the number of images. So it shows a tenth of the cross-entropy.</source>
        <translation>Die Zahl des Notebooks: Es teilt durch die Länge eines Labels, wo es die Anzahl der Bilder meinte. Darum zeigt es ein Zehntel der Kreuzentropie.</translation>
    </message>
    <message>
        <source>The number that all chance comes from: initial weights and the order of the images. The same seed gives the same run on this computer; another one starts a new run.</source>
        <translation>Die Zahl, aus der aller Zufall kommt: die Anfangsgewichte und die Reihenfolge der Bilder. Derselbe Startwert (Seed) gibt auf diesem Rechner denselben Lauf; ein anderer beginnt einen neuen.</translation>
    </message>
    <message>
        <source>The other {count}</source>
        <translation>Die übrigen {count}</translation>
    </message>
    <message>
        <source>The picture is moved until its centre of mass lies at row and column 14, as MNIST's makers did it. Without this a 6 or a 9 sits some pixels off, and the network errs more often.</source>
        <translation>Das Bild rückt, bis sein Schwerpunkt in Zeile und Spalte 14 liegt, wie es die Macher von MNIST getan haben. Ohne das sitzt eine 6 oder 9 einige Pixel daneben, und das Netz irrt sich öfter.</translation>
    </message>
    <message>
        <source>The picture of 28×28 pixels that goes into the network: the digit scaled to 20 pixels, its centre of mass at row and column 14. The X-ray shows how it comes about, step by step.</source>
        <translation>Das Bild aus 28×28 Pixeln, das in das Netz geht: die Ziffer auf 20 Pixel skaliert, ihr Schwerpunkt in Zeile und Spalte 14. Die Röntgenansicht zeigt Schritt für Schritt, wie es entsteht.</translation>
    </message>
    <message>
        <source>The program: {value} · error {error}</source>
        <translation>Programm: {value} · Fehler {error}</translation>
    </message>
    <message>
        <source>The remembered settings cannot be read and are ignored: {file}</source>
        <translation>Die gemerkten Einstellungen sind nicht lesbar und werden ignoriert: {file}</translation>
    </message>
    <message>
        <source>The right way, {times} times as long as the gradient.</source>
        <translation>Die richtige Richtung, {times}-mal so lang wie der Gradient.</translation>
    </message>
    <message>
        <source>The runner-up; or the label, if a digit is misread.</source>
        <translation>Die zweitbeste Antwort; oder das Label, wenn eine Ziffer falsch gelesen wird.</translation>
    </message>
    <message>
        <source>The same layers with true gradients, softmax and cross-entropy, in mini-batches with momentum. It reads far more digits rightly, and sooner.</source>
        <translation>Dieselben Schichten mit wahren Gradienten, Softmax und Kreuzentropie, in Mini-Batches mit Momentum. Es liest weit mehr Ziffern richtig, und das früher.</translation>
    </message>
    <message>
        <source>The share of each digit's test images that is read rightly, with the interval in which the true share lies 19 times in 20 (Wilson's score interval). A dot is filled only if Fisher's exact test, at 5 % shared by ten comparisons, tells the digit from the rest.</source>
        <translation>Der Anteil der richtig gelesenen Testbilder jeder Ziffer, mit dem Intervall, in dem der wahre Anteil in 19 von 20 Fällen liegt (Wilson-Intervall). Ein Punkt ist nur gefüllt, wenn der exakte Test nach Fisher, mit 5 % verteilt auf zehn Vergleiche, die Ziffer von den übrigen unterscheidet.</translation>
    </message>
    <message>
        <source>The share of images whose largest output is the right digit. Guessing blindly gives 10 percent.</source>
        <translation>Der Anteil der Bilder, bei denen die größte Ausgabe die richtige Ziffer ist. Blindes Raten ergibt 10 Prozent.</translation>
    </message>
    <message>
        <source>The share of the last tenth of an epoch's images that was read rightly, each before the update it led to. Where it lies well above the test accuracy, the network has begun to learn images by heart.</source>
        <translation>Der Anteil der richtig gelesenen Bilder des letzten Zehntels einer Epoche, jedes vor dem Update, zu dem es führte. Liegt er deutlich über der Testgenauigkeit, hat das Netz begonnen, Bilder auswendig zu lernen.</translation>
    </message>
    <message>
        <source>The share of the test images that is read rightly, plus or minus its standard error; the network never learns from these. Two networks that differ by less than about two standard errors may well be equally good.</source>
        <translation>Der Anteil der richtig gelesenen Testbilder, plus oder minus seinen Standardfehler; aus diesen lernt das Netz nie. Zwei Netze, die sich um weniger als etwa zwei Standardfehler unterscheiden, können durchaus gleich gut sein.</translation>
    </message>
    <message>
        <source>The share of the test images that is read rightly; the network never learns from these. Steps smaller than its standard error are nothing but chance.</source>
        <translation>Der Anteil der richtig gelesenen Testbilder; aus diesen lernt das Netz nie. Unterschiede, die kleiner als der Standardfehler sind, sind nichts als Zufall.</translation>
    </message>
    <message>
        <source>The share of training images that was read rightly, each before the update it led to, as a mean over the window that the slider sets. Bent images are harder to read, so that with augmentation it lies below the test accuracy.</source>
        <translation>Der Anteil der richtig gelesenen Trainingsbilder, jeweils vor dem Update, zu dem sie führten, gemittelt über das Fenster, das der Regler einstellt. Verbogene Bilder sind schwerer zu lesen, sodass sie mit Augmentierung unter der Testgenauigkeit liegt.</translation>
    </message>
    <message>
        <source>The shipped ReLU network</source>
        <translation>Das mitgelieferte ReLU-Netz</translation>
    </message>
    <message>
        <source>The shipped sigmoid network</source>
        <translation>Das mitgelieferte Sigmoid-Netz</translation>
    </message>
    <message>
        <source>The sigmoid network with softmax, cross-entropy, mini-batches in random order, momentum and a sensible step.</source>
        <translation>Das Sigmoid-Netz mit Softmax, Kreuzentropie, Mini-Batches in zufälliger Reihenfolge, Momentum und einem sinnvollen Schritt.</translation>
    </message>
    <message>
        <source>The slopes are wrong, so the first layer never learns. One image per update, all initial values positive.</source>
        <translation>Die Steigungen sind falsch, darum lernt die erste Schicht nie. Ein Bild pro Update, alle Anfangswerte positiv.</translation>
    </message>
    <message>
        <source>The smallest and the largest weight of the filter that the pointer is on. A weight of 0 means that the unit does not look at that pixel.</source>
        <translation>Das kleinste und das größte Gewicht des Filters unter dem Mauszeiger. Ein Gewicht von 0 heißt, dass das Neuron dieses Pixel nicht beachtet.</translation>
    </message>
    <message>
        <source>The strong training line is the mean over this part of an epoch, a moving average. A wide window calms the line and makes it late; at the left end it is not smoothed at all.</source>
        <translation>Die kräftige Trainingslinie ist das Mittel über diesen Teil einer Epoche, ein gleitender Mittelwert. Ein breites Fenster beruhigt die Linie und lässt sie nachhinken; ganz links wird gar nicht geglättet.</translation>
    </message>
    <message>
        <source>The sum of all contributions above 0. By itself it says little: what counts is what is left of it after the evidence against.</source>
        <translation>Die Summe aller Beiträge über 0. Für sich sagt sie wenig: Es zählt, was nach den Belegen dagegen von ihr übrig bleibt.</translation>
    </message>
    <message>
        <source>The sum of all contributions below 0. Even a clear digit has ink that speaks against it.</source>
        <translation>Die Summe aller Beiträge unter 0. Auch eine deutliche Ziffer hat Tinte, die gegen sie spricht.</translation>
    </message>
    <message>
        <source>The test images are sorted by how sure the network is of its answer, and each point is the share of right answers in one tenth of them. Points below the diagonal mean that it is too sure of itself, points above that it could be surer.</source>
        <translation>Die Testbilder sind danach geordnet, wie sicher sich das Netz seiner Antwort ist, und jeder Punkt ist der Anteil richtiger Antworten in einem Zehntel der Skala. Punkte unter der Diagonale heißen, dass es sich zu sicher ist, Punkte darüber, dass es sicherer sein dürfte.</translation>
    </message>
    <message>
        <source>The test images of the chosen cell, or of all mistakes, each with the calibrated probability of the network's answer. A click lays the image on the canvas and shows which of its pixels spoke for which digit.</source>
        <translation>Die Testbilder der gewählten Zelle oder alle Fehler, jedes mit der kalibrierten Wahrscheinlichkeit der Antwort des Netzes. Ein Klick legt das Bild auf die Zeichenfläche und zeigt, welche seiner Pixel für welche Ziffer sprachen.</translation>
    </message>
    <message>
        <source>The test loss rose from {best} to {now}: steps as large as these throw it back.</source>
        <translation>Der Testverlust stieg von {best} auf {now}: So große Schritte werfen es zurück.</translation>
    </message>
    <message>
        <source>The very picture, rounded to bytes, that the network was given to make sure that its answer has turned. A network that straightens digits gets it without being straightened a second time.</source>
        <translation>Genau das Bild, auf Bytes gerundet, das dem Netz gegeben wurde, um sicher zu sein, dass sich seine Antwort gewendet hat. Ein Netz, das Ziffern aufrichtet, bekommt es, ohne dass es ein zweites Mal aufgerichtet wird.</translation>
    </message>
    <message>
        <source>The views, in the order of their tabs</source>
        <translation>Die Ansichten, in der Reihenfolge ihrer Reiter</translation>
    </message>
    <message>
        <source>The weighted sum that the digit's output unit makes its probability from. The digit with the largest logit is the answer.</source>
        <translation>Die gewichtete Summe, aus der das Ausgabeneuron der Ziffer seine Wahrscheinlichkeit macht. Die Ziffer mit dem größten Logit ist die Antwort.</translation>
    </message>
    <message>
        <source>The whole canvas or page as 28 by 28 pixels, before anything is done. A small digit in a corner looks like nothing that the network has learned from.</source>
        <translation>Die ganze Zeichenfläche oder Seite in 28 mal 28 Pixeln, bevor etwas damit geschieht. Eine kleine Ziffer in einer Ecke gleicht nichts, woraus das Netz gelernt hat.</translation>
    </message>
    <message>
        <source>The whole window shows probabilities at this temperature.</source>
        <translation>Das ganze Fenster zeigt Wahrscheinlichkeiten bei dieser Temperatur.</translation>
    </message>
    <message>
        <source>The whole window shows the network's outputs as they are.</source>
        <translation>Das ganze Fenster zeigt die Ausgaben des Netzes, wie sie sind.</translation>
    </message>
    <message>
        <source>The wrong way: along it the shown loss rises.</source>
        <translation>Die falsche Richtung: Auf diesem Weg steigt der gezeigte Verlust.</translation>
    </message>
    <message>
        <source>The {label} on the canvas</source>
        <translation>Die {label} auf der Fläche</translation>
    </message>
    <message>
        <source>There is no evidence to show: the network's weights are too large to calculate with.</source>
        <translation>Keine Belege zu zeigen: Die Gewichte des Netzes sind zu groß, um damit zu rechnen.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>There is nothing to compare: the network's outputs are no longer numbers.</source>
        <translation>Nichts zu vergleichen: Die Ausgaben des Netzes sind keine Zahlen mehr.</translation>
    </message>
    <message>
        <source>There is nothing to pin: draw a digit first, then press its key.</source>
        <translation>Nichts zum Anpinnen: erst eine Ziffer zeichnen, dann ihre Taste drücken.</translation>
    </message>
    <message>
        <source>They were from the start: the initial weights are too large.</source>
        <translation>Sie waren es von Beginn an: Die Anfangsgewichte sind zu groß.</translation>
    </message>
    <message>
        <source>They were from the start: try another seed.</source>
        <translation>Sie waren es von Beginn an: einen anderen Startwert versuchen.</translation>
    </message>
    <message>
        <source>This drawing is pinned as a {label} already.</source>
        <translation>Diese Zeichnung ist schon als {label} angepinnt.</translation>
    </message>
    <message>
        <source>This layer gets next to nothing; moving it would help.</source>
        <translation>Fast nichts für diese Schicht; Bewegung würde helfen.</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Thousands of straight strokes of a pen and an eraser are tried on the prepared 28 by 28 picture, and the change with the least ink that turns the answer is shown. It is a search, so there may be a smaller one that it did not find.</source>
        <translation>Tausende gerader Striche von Stift und Radiergummi werden auf dem vorbereiteten Bild aus 28 mal 28 Pixeln probiert, und gezeigt wird die Änderung mit der wenigsten Tinte, die die Antwort wendet. Es ist eine Suche, darum kann es eine kleinere geben, die sie nicht gefunden hat.</translation>
    </message>
    <message>
        <source>To the next control</source>
        <translation>Zum nächsten Bedienelement</translation>
    </message>
    <message>
        <source>Too early to tell.</source>
        <translation>Noch zu früh, um etwas zu sagen.</translation>
    </message>
    <message>
        <source>Too few mistakes to say more.</source>
        <translation>Zu wenige Fehler, um mehr zu sagen.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train and pause</source>
        <translation>Trainieren und Pause</translation>
    </message>
    <message>
        <source>Train or pause</source>
        <translation>Trainieren oder Pause</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>Trainingsgenauigkeit</translation>
    </message>
    <message>
        <source>Training accuracy, batch by batch</source>
        <translation>Trainingsgenauigkeit, Batch für Batch</translation>
    </message>
    <message>
        <source>Training images {first} to {last}</source>
        <translation>Trainingsbilder {first} bis {last}</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>Training loss, batch by batch</source>
        <translation>Trainingsverlust, Batch für Batch</translation>
    </message>
    <message>
        <source>True derivatives, softmax, cross-entropy, momentum, and mini-batches of slightly bent images in random order.</source>
        <translation>Wahre Ableitungen, Softmax, Kreuzentropie, Momentum und Mini-Batches leicht verbogener Bilder in zufälliger Reihenfolge.</translation>
    </message>
    <message>
        <source>Try about {times} times more: {instead}.</source>
        <translation>Etwa das {times}-Fache versuchen: {instead}.</translation>
    </message>
    <message>
        <source>Try another seed, or a network with ReLUs.</source>
        <translation>Einen anderen Startwert versuchen oder ein Netz mit ReLUs.</translation>
    </message>
    <message>
        <source>Try “Mend it” in the view Gradients, or the corrected ReLU network.</source>
        <translation>„Reparieren“ in der Ansicht Gradienten versuchen oder das korrigierte ReLU-Netz.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the mending</source>
        <translation>Reparatur zurücknehmen</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Neuron</translation>
    </message>
    <message>
        <source>Unit whose weights are shown</source>
        <translation>Neuron, dessen Gewichte gezeigt werden</translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation>Neuron {number}</translation>
    </message>
    <message>
        <source>Unit {number} of {count}</source>
        <translation>Neuron {number} von {count}</translation>
    </message>
    <message>
        <source>Unit {number} of {count} in layer {layer}</source>
        <translation>Neuron {number} von {count} in Schicht {layer}</translation>
    </message>
    <message>
        <source>Unit {number} → unit {unit}</source>
        <translation>Neuron {number} → Neuron {unit}</translation>
    </message>
    <message>
        <source>Units and connections</source>
        <translation>Neuronen und Verbindungen</translation>
    </message>
    <message>
        <source>Units of the network</source>
        <translation>Neuronen des Netzes</translation>
    </message>
    <message>
        <source>Untrained: a guess</source>
        <translation>Untrainiert: geraten</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>Update ÷ weights</source>
        <translation>Update ÷ Gewichte</translation>
    </message>
    <message>
        <source>Update, weight by weight</source>
        <translation>Update, Gewicht für Gewicht</translation>
    </message>
    <message>
        <source>Update-to-weight ratio</source>
        <translation>Update im Verhältnis zum Gewicht</translation>
    </message>
    <message>
        <source>View in front</source>
        <translation>Ansicht im Vordergrund</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Watch a neural network, written with NumPy alone, learn to read handwritten digits.

mnistviz is free software under the GPL, version 3.0 or later. MNIST by Yann LeCun and Corinna Cortes (CC BY-SA 3.0), icons by Lucide and Feather (ISC, MIT), typeface by the Inter Project Authors (SIL OFL 1.1).</source>
        <translation>Zusehen, wie ein neuronales Netz, allein mit NumPy geschrieben, handschriftliche Ziffern lesen lernt.

mnistviz ist freie Software unter der GPL, Version 3.0 oder später. MNIST von Yann LeCun und Corinna Cortes (CC BY-SA 3.0), Symbole von Lucide und Feather (ISC, MIT), Schrift von den Inter Project Authors (SIL OFL 1.1).</translation>
    </message>
    <message>
        <source>Weighted sum</source>
        <translation>Gewichtete Summe</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights are painted as they are now, or only by how far each has moved since the run began. A layer that no gradient reaches shows no change at all.</source>
        <translation>Die Gewichte werden gezeigt, wie sie jetzt sind, oder nur, wie weit sich jedes seit dem Beginn des Laufs bewegt hat. Eine Schicht, die kein Gradient erreicht, ändert sich gar nicht.</translation>
    </message>
    <message>
        <source>Weights or change</source>
        <translation>Gewichte oder Änderung</translation>
    </message>
    <message>
        <source>What a layer's units give for 256 training images: half of all values lie in the dark band, nine in ten in the light one, and the line is the median. Bands that collapse or run away mean that the layer tells images apart no longer.</source>
        <translation>Was die Neuronen einer Schicht für 256 Trainingsbilder ausgeben: Die Hälfte aller Werte liegt im dunklen Band, neun von zehn im hellen, und die Linie ist der Median. Bänder, die zusammenfallen oder davonlaufen, heißen, dass die Schicht Bilder nicht mehr unterscheidet.</translation>
    </message>
    <message>
        <source>What each unit of the first layer looks for.</source>
        <translation>Wonach jedes Neuron der ersten Schicht sucht.</translation>
    </message>
    <message>
        <source>What every hidden unit makes of the weighted sum that comes in, which is what lets a network learn more than straight lines. Two are on offer, each with layers of its own.</source>
        <translation>Was jedes verborgene Neuron aus der eingehenden gewichteten Summe macht; erst dadurch kann ein Netz mehr lernen als Geraden. Zwei stehen zur Wahl, jede mit eigenen Schichten.</translation>
    </message>
    <message>
        <source>What is added (outlined) and what is taken away (crossed out), counted in pixels full of ink. A whole digit of MNIST has about 100.</source>
        <translation>Was hinzukommt (umrandet) und was wegfällt (durchgestrichen), gezählt in Pixeln voller Tinte. Eine ganze MNIST-Ziffer hat etwa 100.</translation>
    </message>
    <message>
        <source>What is beyond chance</source>
        <translation>Was mehr als Zufall ist</translation>
    </message>
    <message>
        <source>What is running</source>
        <translation>Was gerade läuft</translation>
    </message>
    <message>
        <source>What is seen</source>
        <translation>Was man sieht</translation>
    </message>
    <message>
        <source>What speaks for one digit rather than for another: the difference of the two logits, which alone decides between them. A misread digit shows at first why its answer wins over the label.</source>
        <translation>Was für die eine Ziffer spricht und nicht für die andere: die Differenz der beiden Logits, die allein zwischen ihnen entscheidet. Eine falsch gelesene Ziffer zeigt zuerst, warum ihre Antwort über das Label siegt.</translation>
    </message>
    <message>
        <source>What the answer is to become</source>
        <translation>Was die Antwort werden soll</translation>
    </message>
    <message>
        <source>What the change adds and takes away</source>
        <translation>Was die Änderung hinzufügt und wegnimmt</translation>
    </message>
    <message>
        <source>What the figures below show beyond doubt, and what to try if something is wrong. It compares the newest tests with the best ones, and says nothing before it has seen enough.</source>
        <translation>Was die Zahlen darunter ohne Zweifel zeigen und was zu versuchen ist, wenn etwas nicht stimmt. Sie vergleicht die neuesten Tests mit den besten und sagt nichts, bevor sie genug gesehen hat.</translation>
    </message>
    <message>
        <source>What the network gives are no numbers.</source>
        <translation>Was das Netz ausgibt, sind keine Zahlen.</translation>
    </message>
    <message>
        <source>What the network is given</source>
        <translation>Was das Netz bekommt</translation>
    </message>
    <message>
        <source>What the network would answer if this picture were its input, and how sure it is of that. From left to right it shows how much each step helps.</source>
        <translation>Was das Netz antworten würde, wenn es dieses Bild bekäme, und wie sicher es sich wäre. Von links nach rechts zeigt sich, wie viel jeder Schritt hilft.</translation>
    </message>
    <message>
        <source>What the pixels leave over of the logit. In a network of rectified linear units it is what the biases bring along; otherwise it also holds the error of the approximation.</source>
        <translation>Was die Pixel vom Logit übrig lassen. In einem Netz aus ReLU-Neuronen ist es das, was die Biaswerte beitragen; sonst enthält es auch den Fehler der Näherung.</translation>
    </message>
    <message>
        <source>What the program computes for each weight; the weight is moved the other way. Where the calculus is right, it looks like the picture beside it.</source>
        <translation>Was das Programm für jedes Gewicht berechnet; das Gewicht bewegt sich in die andere Richtung. Wo die Rechnung stimmt, gleicht es dem Bild daneben.</translation>
    </message>
    <message>
        <source>What the schedule makes of the learning rate: it falls along half a cosine wave over n epochs. Large steps come first, and small ones let the weights settle.</source>
        <translation>Was der Zeitplan aus der Lernrate macht: Sie fällt entlang einer halben Kosinuswelle über n Epochen. Große Schritte kommen zuerst, und kleine lassen die Gewichte zur Ruhe kommen.</translation>
    </message>
    <message>
        <source>What the schedule makes of the learning rate: it is halved every three epochs, little by little. Large steps come first, and small ones let the weights settle.</source>
        <translation>Was der Zeitplan aus der Lernrate macht: Sie halbiert sich nach und nach alle drei Epochen. Große Schritte kommen zuerst, und kleine lassen die Gewichte zur Ruhe kommen.</translation>
    </message>
    <message>
        <source>What was pasted is no picture that can be read.</source>
        <translation>Was eingefügt wurde, ist kein lesbares Bild.</translation>
    </message>
    <message>
        <source>What went wrong, and with which versions. Copy it into a report of the fault; nothing that you drew is in it.</source>
        <translation>Was schiefging und mit welchen Versionen, zum Kopieren in eine Fehlermeldung; nichts, was gezeichnet wurde, steht darin.</translation>
    </message>
    <message>
        <source>When the network learned which drawing.</source>
        <translation>Wann das Netz welche Zeichnung gelernt hat.</translation>
    </message>
    <message>
        <source>Whether the calculus is right.</source>
        <translation>Ob die Rechnung stimmt.</translation>
    </message>
    <message>
        <source>Whether the network is being trained, and by which of the four presets. While a network from a file is shown, its name stands here instead.</source>
        <translation>Ob das Netz trainiert wird und nach welcher der vier Vorlagen. Wird ein Netz aus einer Datei gezeigt, steht hier stattdessen sein Name.</translation>
    </message>
    <message>
        <source>Whether the network learns exactly as the notebook was written, mistakes included, or with those mistakes mended. Switch to and fro to see what they cost.</source>
        <translation>Ob das Netz genau so lernt, wie das Notebook geschrieben wurde, mit allen Fehlern, oder mit behobenen Fehlern. Hin und her schalten zeigt, was sie kosten.</translation>
    </message>
    <message>
        <source>Whether the training goes well, by layer.</source>
        <translation>Ob das Training gut läuft, Schicht für Schicht.</translation>
    </message>
    <message>
        <source>Whether update and gradient go the same way: 1 is the same way, 0 at right angles, and −1 straight against it. Where one of them is 0 there is no direction, and no cosine.</source>
        <translation>Ob Update und Gradient denselben Weg gehen: 1 heißt gleiche Richtung, 0 rechter Winkel, −1 genau entgegen. Wo eines von beiden 0 ist, gibt es keine Richtung und keinen Kosinus.</translation>
    </message>
    <message>
        <source>Which digits it takes for which.</source>
        <translation>Welche Ziffern es wofür hält.</translation>
    </message>
    <message>
        <source>Which network gives these answers: one from a file, or the one of this run as it stands. While it learns, its answers to the same drawing change.</source>
        <translation>Von welchem Netz diese Antworten sind: von einem aus einer Datei oder von dem dieses Laufs, wie es gerade ist. Während es lernt, ändern sich seine Antworten auf dieselbe Zeichnung.</translation>
    </message>
    <message>
        <source>Which pixels speak for an answer.</source>
        <translation>Welche Pixel für eine Antwort sprechen.</translation>
    </message>
    <message>
        <source>Who reads</source>
        <translation>Wer liest</translation>
    </message>
    <message>
        <source>Whose incoming weights are looked at: for the first layer they are painted where their pixels are. In a later layer every row of the pictures is a unit, and every column one of its inputs.</source>
        <translation>Wessen eingehende Gewichte betrachtet werden: In der ersten Schicht sind sie gemalt, wo ihre Pixel sind. In einer späteren Schicht ist jede Zeile der Bilder ein Neuron und jede Spalte eine seiner Eingaben.</translation>
    </message>
    <message>
        <source>Whose logit is taken apart: that of the network's answer, or of any digit that you choose. Ask for a digit that it is not, and see what speaks against it.</source>
        <translation>Wessen Logit zerlegt wird: der der Antwort des Netzes oder der einer beliebigen Ziffer. Nach einer Ziffer zu fragen, die es nicht ist, zeigt, was gegen sie spricht.</translation>
    </message>
    <message>
        <source>Wide lines are strong. Pointing at a unit, or going to it with the arrow keys, shows what it calculates; a click or Space switches it off.</source>
        <translation>Breite Linien sind stark. Auf ein Neuron zeigen oder mit den Pfeiltasten zu ihm gehen zeigt, was es rechnet; ein Klick oder die Leertaste schaltet es aus.</translation>
    </message>
    <message>
        <source>With a shared scale filters can be compared with one another; with one of its own even a weak filter is clear. The shared one ends where all but one weight in five hundred are below.</source>
        <translation>Mit einer gemeinsamen Skala lassen sich die Filter vergleichen; mit je einer eigenen ist auch ein schwacher Filter deutlich. Die gemeinsame endet dort, wo alle bis auf eines von fünfhundert Gewichten darunter liegen.</translation>
    </message>
    <message>
        <source>Worse than the rest: {worse}. Other differences may be chance.</source>
        <translation>Schlechter als die übrigen: {worse}. Andere Unterschiede können Zufall sein.</translation>
    </message>
    <message>
        <source>Worse than the rest: {worse}; better: {better}. Other differences may be chance.</source>
        <translation>Schlechter als die übrigen: {worse}; besser: {better}. Andere Unterschiede können Zufall sein.</translation>
    </message>
    <message>
        <source>Writes the pinned drawings with their labels into a file. Another day, or another class, can load it and compare its networks by the same drawings.</source>
        <translation>Schreibt die angepinnten Zeichnungen mit ihren Labels in eine Datei. An einem anderen Tag oder in einer anderen Klasse lässt sie sich laden, um Netze an denselben Zeichnungen zu vergleichen.</translation>
    </message>
    <message>
        <source>Wrong: a {label}</source>
        <translation>Falsch: eine {label}</translation>
    </message>
    <message>
        <source>X-ray</source>
        <translation>Röntgen</translation>
    </message>
    <message>
        <source>a = f(z), z = Σᵢ wᵢ·xᵢ + b</source>
        <translation>a = f(z), z = Σᵢ wᵢ·xᵢ + b</translation>
    </message>
    <message>
        <source>a digit from a file</source>
        <translation>eine Ziffer aus einer Datei</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>ein Bild</translation>
    </message>
    <message>
        <source>a saved network</source>
        <translation>ein gespeichertes Netz</translation>
    </message>
    <message>
        <source>a small network on distances to the nearest training digits</source>
        <translation>ein kleines Netz über Abstände zu den nächsten Trainingsziffern</translation>
    </message>
    <message>
        <source>accuracyₖ = right answers in bin k / answers in bin k</source>
        <translation>Genauigkeitₖ = richtige Antworten in Bereich k / Antworten in Bereich k</translation>
    </message>
    <message>
        <source>adds to the next unit</source>
        <translation>fügt hinzu (zum nächsten)</translation>
    </message>
    <message>
        <source>against {digit}</source>
        <translation>gegen {digit}</translation>
    </message>
    <message>
        <source>answer = argmaxₖ pₖ</source>
        <translation>Antwort = argmaxₖ pₖ</translation>
    </message>
    <message>
        <source>answer = argmaxⱼ aⱼ</source>
        <translation>Antwort = argmaxⱼ aⱼ</translation>
    </message>
    <message>
        <source>at a kink of a ReLU</source>
        <translation>am Knick eines ReLU</translation>
    </message>
    <message>
        <source>aᵢ := 0, computed as wᵢⱼ := 0 for all j</source>
        <translation>aᵢ := 0, gerechnet als wᵢⱼ := 0 für alle j</translation>
    </message>
    <message>
        <source>a⁽ˡ⁾ = f(W⁽ˡ⁾·a⁽ˡ⁻¹⁾ + b⁽ˡ⁾)</source>
        <translation>a⁽ˡ⁾ = f(W⁽ˡ⁾·a⁽ˡ⁻¹⁾ + b⁽ˡ⁾)</translation>
    </message>
    <message>
        <source>aₖ = f(zₖ), quantiles at 5, 25, 50, 75 and 95 %</source>
        <translation>aₖ = f(zₖ), Quantile bei 5, 25, 50, 75 und 95 %</translation>
    </message>
    <message>
        <source>aⱼ = 1 / (1 + e^(−zⱼ))</source>
        <translation>aⱼ = 1 / (1 + e^(−zⱼ))</translation>
    </message>
    <message>
        <source>aⱼ = e^zⱼ / Σₖ e^zₖ</source>
        <translation>aⱼ = e^zⱼ / Σₖ e^zₖ</translation>
    </message>
    <message>
        <source>being tested …</source>
        <translation>wird getestet …</translation>
    </message>
    <message>
        <source>calibrated: softmax(z / T), as computed: f(z)</source>
        <translation>kalibriert: softmax(z / T), wie berechnet: f(z)</translation>
    </message>
    <message>
        <source>cannot read {file}: {reason}</source>
        <translation>{file} kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>cannot write {file}: {reason}</source>
        <translation>{file} kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>centre of mass = Σ p · ink(p) / Σ ink(p)</source>
        <translation>Schwerpunkt = Σ p · Tinte(p) / Σ Tinte(p)</translation>
    </message>
    <message>
        <source>centred</source>
        <translation>zentriert</translation>
    </message>
    <message>
        <source>click to see all</source>
        <translation>klicken, um alle zu sehen</translation>
    </message>
    <message>
        <source>colour = w / limit, at most ±1</source>
        <translation>Farbe = w / Grenze, höchstens ±1</translation>
    </message>
    <message>
        <source>confidence = max softmax(z / T)</source>
        <translation>Sicherheit = max softmax(z / T)</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>contribution = activation × weight</source>
        <translation>Beitrag = Aktivierung × Gewicht</translation>
    </message>
    <message>
        <source>cos = u · g / (‖u‖ ‖g‖)</source>
        <translation>cos = u · g / (‖u‖ ‖g‖)</translation>
    </message>
    <message>
        <source>cosine over 7 epochs</source>
        <translation>Kosinus über 7 Epochen</translation>
    </message>
    <message>
        <source>cropped</source>
        <translation>zugeschnitten</translation>
    </message>
    <message>
        <source>cᵢ = xᵢ · ∂z/∂xᵢ</source>
        <translation>cᵢ = xᵢ · ∂z/∂xᵢ</translation>
    </message>
    <message>
        <source>d = √ Σ (xᵢ − yᵢ)²</source>
        <translation>d = √ Σ (xᵢ − yᵢ)²</translation>
    </message>
    <message>
        <source>dashed: usual {value}</source>
        <translation>- - üblich {value}</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>dead: maxₙ aₙ = 0; saturated: |aₙ − ½| ≥ 0.48 for 95 % of all n</source>
        <translation>tot: maxₙ aₙ = 0; gesättigt: |aₙ − ½| ≥ 0.48 für 95 % aller n</translation>
    </message>
    <message>
        <source>drawing {number}: {reason}</source>
        <translation>Zeichnung {number}: {reason}</translation>
    </message>
    <message>
        <source>epoch = images seen / training images</source>
        <translation>Epoche = gesehene Bilder / Trainingsbilder</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>Epoche {n}</translation>
    </message>
    <message>
        <source>g = (L(w + h) − L(w − h)) / 2h,  h = 2⁻¹⁷</source>
        <translation>g = (L(w + h) − L(w − h)) / 2h,  h = 2⁻¹⁷</translation>
    </message>
    <message>
        <source>g = ∂L/∂w</source>
        <translation>g = ∂L/∂w</translation>
    </message>
    <message>
        <source>halves every 3 epochs</source>
        <translation>halbiert sich alle 3 Epochen</translation>
    </message>
    <message>
        <source>height ∝ log₁₀ L</source>
        <translation>Höhe ∝ log₁₀ L</translation>
    </message>
    <message>
        <source>how a network from a file learned them is not known</source>
        <translation>wie ein Netz aus einer Datei sie gelernt hat, ist nicht bekannt</translation>
    </message>
    <message>
        <source>images / seconds</source>
        <translation>Bilder / Sekunden</translation>
    </message>
    <message>
        <source>images seen = Σ batch size, over all updates</source>
        <translation>gesehene Bilder = Σ Batchgröße, über alle Updates</translation>
    </message>
    <message>
        <source>it has format {found}, made by another version of mnistviz; this one reads {known}</source>
        <translation>hat das Format {found} einer anderen Version von mnistviz; diese liest {known}</translation>
    </message>
    <message>
        <source>it has more than {most} points</source>
        <translation>mehr als {most} Punkte</translation>
    </message>
    <message>
        <source>it has no list of drawings</source>
        <translation>enthält keine Liste von Zeichnungen</translation>
    </message>
    <message>
        <source>it has no strokes, or one without points</source>
        <translation>ohne Striche oder mit einem Strich ohne Punkte</translation>
    </message>
    <message>
        <source>it has {count} drawings, and {most} are the most</source>
        <translation>enthält {count} Zeichnungen; {most} sind das Höchste</translation>
    </message>
    <message>
        <source>it has {count} layers</source>
        <translation>es hat {count} Schichten</translation>
    </message>
    <message>
        <source>it has {found} pixels instead of {wanted}</source>
        <translation>{found} Pixel statt {wanted}</translation>
    </message>
    <message>
        <source>it has {layers} units</source>
        <translation>hat {layers} Neuronen</translation>
    </message>
    <message>
        <source>it is PostScript; export the page as PNG</source>
        <translation>es ist PostScript; die Seite als PNG exportieren</translation>
    </message>
    <message>
        <source>it is a HEIC photograph; save it as JPEG or PNG</source>
        <translation>es ist ein HEIC-Foto; als JPEG oder PNG speichern</translation>
    </message>
    <message>
        <source>it is a PDF; export the page as PNG</source>
        <translation>es ist ein PDF; die Seite als PNG exportieren</translation>
    </message>
    <message>
        <source>it is a Photoshop file; export it as PNG</source>
        <translation>es ist eine Photoshop-Datei; als PNG exportieren</translation>
    </message>
    <message>
        <source>it is a device, a pipe or a socket</source>
        <translation>es ist ein Gerät, eine Pipe oder ein Socket</translation>
    </message>
    <message>
        <source>it is a film; save one picture of it</source>
        <translation>es ist ein Film; ein Bild davon speichern</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is an SVG drawing; export it as PNG</source>
        <translation>es ist eine SVG-Zeichnung; als PNG exportieren</translation>
    </message>
    <message>
        <source>it is an animation; save one picture of it</source>
        <translation>es ist eine Animation; ein Bild davon speichern</translation>
    </message>
    <message>
        <source>it is damaged or cut off</source>
        <translation>beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>it is not a label with strokes, a picture or a digit</source>
        <translation>kein Label mit Strichen, einem Bild oder einer Ziffer</translation>
    </message>
    <message>
        <source>it is too large, more than {size} MB</source>
        <translation>zu groß, mehr als {size} MB</translation>
    </message>
    <message>
        <source>it says {found} where only true or false makes sense</source>
        <translation>es steht {found}, wo nur true oder false sinnvoll ist</translation>
    </message>
    <message>
        <source>it shows nothing: {reason}</source>
        <translation>es ist nichts zu sehen: {reason}</translation>
    </message>
    <message>
        <source>it was written by another program</source>
        <translation>von einem anderen Programm geschrieben</translation>
    </message>
    <message>
        <source>its fact {name} is not {low} to {high}</source>
        <translation>die Angabe {name} ist nicht {low} bis {high}</translation>
    </message>
    <message>
        <source>its label is not 0 to 9</source>
        <translation>das Label ist nicht 0 bis 9</translation>
    </message>
    <message>
        <source>its parameters are not numbers</source>
        <translation>die Parameter sind keine Zahlen</translation>
    </message>
    <message>
        <source>its picture is not a width, a height and grey pixels</source>
        <translation>das Bild besteht nicht aus Breite, Höhe und grauen Pixeln</translation>
    </message>
    <message>
        <source>its pixels are not in base64</source>
        <translation>die Pixel sind nicht in base64</translation>
    </message>
    <message>
        <source>its sides are not 1 to {most} pixels</source>
        <translation>die Seiten sind nicht 1 bis {most} Pixel lang</translation>
    </message>
    <message>
        <source>its strokes are too long</source>
        <translation>die Striche sind zu lang</translation>
    </message>
    <message>
        <source>its weights are too large to compute with</source>
        <translation>die Gewichte sind zu groß, um damit zu rechnen</translation>
    </message>
    <message>
        <source>k = Σ x · y / Σ y², each row slides back by k · y</source>
        <translation>k = Σ x · y / Σ y², jede Zeile gleitet um k · y zurück</translation>
    </message>
    <message>
        <source>layer {n}: {value}</source>
        <translation>Schicht {n}: {value}</translation>
    </message>
    <message>
        <source>lines: the label's probability by epoch</source>
        <translation>Linien: Wahrscheinlichkeit des Labels je Epoche</translation>
    </message>
    <message>
        <source>loss {loss} at update {update}</source>
        <translation>Verlust {loss} bei Update {update}</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>mean of L over the window</source>
        <translation>Mittel von L über das Fenster</translation>
    </message>
    <message>
        <source>median, 50, 90 %</source>
        <translation>Median, 50, 90 %</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>min Σᵢ |x′ᵢ − xᵢ|, argmax f(x′) = target</source>
        <translation>min Σᵢ |x′ᵢ − xᵢ|, argmax f(x′) = Ziel</translation>
    </message>
    <message>
        <source>minᵢ wᵢⱼ … maxᵢ wᵢⱼ</source>
        <translation>minᵢ wᵢⱼ … maxᵢ wᵢⱼ</translation>
    </message>
    <message>
        <source>mnistviz drawings</source>
        <translation>mnistviz-Zeichnungen</translation>
    </message>
    <message>
        <source>mnistviz models</source>
        <translation>mnistviz-Modelle</translation>
    </message>
    <message>
        <source>negative weight</source>
        <translation>negatives Gewicht</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not active: 0</source>
        <translation>nicht aktiv: 0</translation>
    </message>
    <message>
        <source>now {rate} · {schedule}</source>
        <translation>jetzt {rate} · {schedule}</translation>
    </message>
    <message>
        <source>of training images</source>
        <translation>der Trainingsbilder</translation>
    </message>
    <message>
        <source>of {units}</source>
        <translation>von {units}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>one of its points is not two numbers from 0 to {most}</source>
        <translation>einer der Punkte besteht nicht aus zwei Zahlen von 0 bis {most}</translation>
    </message>
    <message>
        <source>p = 2 P(X ≥ a),  X binomial with n = a + b and ½</source>
        <translation>p = 2 P(X ≥ a),  X binomial mit n = a + b und ½</translation>
    </message>
    <message>
        <source>p = softmax(z / T)</source>
        <translation>p = softmax(z / T)</translation>
    </message>
    <message>
        <source>p ± √(p·(1 − p) / n)</source>
        <translation>p ± √(p·(1 − p) / n)</translation>
    </message>
    <message>
        <source>p(label | drawing), from 0 to 1</source>
        <translation>p(Label | Zeichnung), von 0 bis 1</translation>
    </message>
    <message>
        <source>p, with the standard error √(p·(1 − p) / n)</source>
        <translation>p, mit dem Standardfehler √(p·(1 − p) / n)</translation>
    </message>
    <message>
        <source>percent of units</source>
        <translation>% der Neuronen</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>positive weight</source>
        <translation>positives Gewicht</translation>
    </message>
    <message>
        <source>pₖ = exp(zₖ / T) / Σⱼ exp(zⱼ / T)</source>
        <translation>pₖ = exp(zₖ / T) / Σⱼ exp(zⱼ / T)</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>roh</translation>
    </message>
    <message>
        <source>reads {copy} of the test digits (all units: {whole})</source>
        <translation>liest {copy} der Testziffern (alle Neuronen: {whole})</translation>
    </message>
    <message>
        <source>right answers / B</source>
        <translation>richtige Antworten / B</translation>
    </message>
    <message>
        <source>right answers / images</source>
        <translation>richtige Antworten / Bilder</translation>
    </message>
    <message>
        <source>right answers / images, mean over the window</source>
        <translation>richtige Antworten / Bilder, Mittel über das Fenster</translation>
    </message>
    <message>
        <source>s(x) = mean of the values from x − window to x</source>
        <translation>s(x) = Mittel der Werte von x − Fenster bis x</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>gesättigt</translation>
    </message>
    <message>
        <source>scale = (20 − pen) / longer side</source>
        <translation>Maßstab = (20 − Strich) / längere Seite</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>skaliert</translation>
    </message>
    <message>
        <source>shift = middle of the picture − middle of the box</source>
        <translation>Verschiebung = Mitte des Bildes − Mitte des Rechtecks</translation>
    </message>
    <message>
        <source>shift ± s pixels, turn ± 12°·s, size ± 15 %·s, slant ± 0.15·s</source>
        <translation>Verschiebung ± s Pixel, Drehung ± 12°·s, Größe ± 15 %·s, Neigung ± 0.15·s</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>some of its pixels are infinite</source>
        <translation>einige Pixel sind unendlich</translation>
    </message>
    <message>
        <source>some of its pixels are not numbers (NaN)</source>
        <translation>einige Pixel sind keine Zahlen (NaN)</translation>
    </message>
    <message>
        <source>something went wrong: {reason}</source>
        <translation>etwas ist schiefgegangen: {reason}</translation>
    </message>
    <message>
        <source>straightened</source>
        <translation>aufgerichtet</translation>
    </message>
    <message>
        <source>takes away from it</source>
        <translation>zieht ab (vom nächsten)</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>test image {number}</source>
        <translation>Testbild {number}</translation>
    </message>
    <message>
        <source>test image {number}, {what}</source>
        <translation>Testbild {number}, {what}</translation>
    </message>
    <message>
        <source>the drawings are too large for one file</source>
        <translation>die Zeichnungen sind zu groß für eine Datei</translation>
    </message>
    <message>
        <source>the folder is read-only</source>
        <translation>der Ordner ist schreibgeschützt</translation>
    </message>
    <message>
        <source>the loss is no longer a finite number after update {number}: a learning rate of {rate} is too high</source>
        <translation>nach Update {number} ist der Verlust keine endliche Zahl mehr: Eine Lernrate von {rate} ist zu hoch</translation>
    </message>
    <message>
        <source>the most active</source>
        <translation>das aktivste</translation>
    </message>
    <message>
        <source>the name of its preset makes no sense</source>
        <translation>der Name der Voreinstellung ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>the network for drawings</source>
        <translation>das Netz für Zeichnungen</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>das Bild</translation>
    </message>
    <message>
        <source>the shipped ReLU network</source>
        <translation>das mitgelieferte ReLU-Netz</translation>
    </message>
    <message>
        <source>the shipped sigmoid network</source>
        <translation>das mitgelieferte Sigmoid-Netz</translation>
    </message>
    <message>
        <source>there is no folder {folder}</source>
        <translation>es gibt keinen Ordner {folder}</translation>
    </message>
    <message>
        <source>time of an update ≥ 1 / speed</source>
        <translation>Zeit eines Updates ≥ 1 / Tempo</translation>
    </message>
    <message>
        <source>too little contrast</source>
        <translation>zu wenig Kontrast</translation>
    </message>
    <message>
        <source>too much noise</source>
        <translation>zu viel Rauschen</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>training cannot go on: {reason}</source>
        <translation>das Training kann nicht weitergehen: {reason}</translation>
    </message>
    <message>
        <source>training stopped: {reason}</source>
        <translation>das Training wurde angehalten: {reason}</translation>
    </message>
    <message>
        <source>u = backward pass,  g = ∂L/∂w by central differences</source>
        <translation>u = Rückwärtsrechnung,  g = ∂L/∂w durch zentrale Differenzen</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>v ← μ·v + ∂L/∂w, w ← w − η·v</source>
        <translation>v ← μ·v + ∂L/∂w, w ← w − η·v</translation>
    </message>
    <message>
        <source>w ← w − η u</source>
        <translation>w ← w − η u</translation>
    </message>
    <message>
        <source>w ← w − η·∂L/∂w</source>
        <translation>w ← w − η·∂L/∂w</translation>
    </message>
    <message>
        <source>w ← w − η·∂L/∂w, batch after batch</source>
        <translation>w ← w − η·∂L/∂w, Batch für Batch</translation>
    </message>
    <message>
        <source>x = ink / 255, from 0 to 1</source>
        <translation>x = Tinte / 255, von 0 bis 1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>z = Σ aᵢ wᵢ + b,  a = f(z)</source>
        <translation>z = Σ aᵢ wᵢ + b,  a = f(z)</translation>
    </message>
    <message>
        <source>z = Σⱼ aⱼ·wⱼ + b</source>
        <translation>z = Σⱼ aⱼ·wⱼ + b</translation>
    </message>
    <message>
        <source>z − Σᵢ cᵢ</source>
        <translation>z − Σᵢ cᵢ</translation>
    </message>
    <message>
        <source>z(digit) − z(other)</source>
        <translation>z(Ziffer) − z(andere)</translation>
    </message>
    <message>
        <source>zⱼ = Σᵢ wᵢⱼ aᵢ + bⱼ</source>
        <translation>zⱼ = Σᵢ wᵢⱼ aᵢ + bⱼ</translation>
    </message>
    <message>
        <source>zⱼ = Σᵢ wᵢⱼ · xᵢ + bⱼ</source>
        <translation>zⱼ = Σᵢ wᵢⱼ · xᵢ + bⱼ</translation>
    </message>
    <message>
        <source>{added} pixels of ink added, {removed} taken away.</source>
        <translation>{added} Pixel Tinte hinzugefügt, {removed} weggenommen.</translation>
    </message>
    <message>
        <source>{added} pixels of ink added.</source>
        <translation>{added} Pixel Tinte hinzugefügt.</translation>
    </message>
    <message>
        <source>{copy} right (all units: {whole})</source>
        <translation>{copy} richtig (alle Neuronen: {whole})</translation>
    </message>
    <message>
        <source>{count} are left out: moving them puts a ReLU over its kink.</source>
        <translation>{count} bleiben außen vor: Sie zu bewegen schiebt ein ReLU über seinen Knick.</translation>
    </message>
    <message>
        <source>{count} epochs</source>
        <translation>{count} Epochen</translation>
    </message>
    <message>
        <source>{count} filters · click one to enlarge it</source>
        <translation>{count} Filter · ein Klick vergrößert einen</translation>
    </message>
    <message>
        <source>{count} of {most}</source>
        <translation>{count} von {most}</translation>
    </message>
    <message>
        <source>{count} off: {copy} (all: {whole})</source>
        <translation>{count} aus: {copy} (alle: {whole})</translation>
    </message>
    <message>
        <source>{count} weights have an input of 0 in every image: their slope is 0.</source>
        <translation>{count} Gewichte haben in jedem Bild die Eingabe 0: Ihre Steigung ist 0.</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} von {all}</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>{file} kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}; reinstall mnistviz</source>
        <translation>{file} kann nicht gelesen werden: {reason}; mnistviz neu installieren</translation>
    </message>
    <message>
        <source>{file} cannot be used: {reason}; reinstall mnistviz</source>
        <translation>{file} ist nicht brauchbar: {reason}; mnistviz neu installieren</translation>
    </message>
    <message>
        <source>{file} exists already. Replace it?</source>
        <translation>{file} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>{file} has too many pixels</source>
        <translation>{file} hat zu viele Pixel</translation>
    </message>
    <message>
        <source>{file} holds no mnistviz drawings, or it is cut off</source>
        <translation>{file} enthält keine mnistviz-Zeichnungen oder ist abgeschnitten</translation>
    </message>
    <message>
        <source>{file} holds no valid mnistviz drawings: {reason}</source>
        <translation>{file} enthält keine gültigen mnistviz-Zeichnungen: {reason}</translation>
    </message>
    <message>
        <source>{file} is damaged: {name} is not MNIST's; reinstall mnistviz</source>
        <translation>{file} ist beschädigt: {name} ist nicht das von MNIST; mnistviz neu installieren</translation>
    </message>
    <message>
        <source>{file} is missing; reinstall mnistviz</source>
        <translation>{file} fehlt; mnistviz neu installieren</translation>
    </message>
    <message>
        <source>{file} is not MNIST: {reason}</source>
        <translation>{file} ist nicht MNIST: {reason}</translation>
    </message>
    <message>
        <source>{file} is not a mnistviz model, or it is cut off</source>
        <translation>{file} ist kein mnistviz-Modell oder ist abgeschnitten</translation>
    </message>
    <message>
        <source>{file} is not a picture that can be read</source>
        <translation>{file} ist kein lesbares Bild</translation>
    </message>
    <message>
        <source>{file} is not a valid mnistviz model: {reason}</source>
        <translation>{file} ist kein gültiges mnistviz-Modell: {reason}</translation>
    </message>
    <message>
        <source>{file} is too large for a mnistviz model</source>
        <translation>{file} ist zu groß für ein mnistviz-Modell</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{label} read rightly</source>
        <translation>{label} richtig gelesen</translation>
    </message>
    <message>
        <source>{label} taken for {answer}</source>
        <translation>{label} für {answer} gehalten</translation>
    </message>
    <message>
        <source>{layers} units, with biases: {count} parameters</source>
        <translation>{layers} Neuronen, mit Bias: {count} Parameter</translation>
    </message>
    <message>
        <source>{layers} units, without biases: {count} parameters</source>
        <translation>{layers} Neuronen, ohne Bias: {count} Parameter</translation>
    </message>
    <message>
        <source>{most} drawings are pinned already: remove one first.</source>
        <translation>{most} Zeichnungen sind schon angepinnt: erst eine entfernen.</translation>
    </message>
    <message>
        <source>{name}: “{text}” is no number; it stays {value}.</source>
        <translation>{name}: „{text}“ ist keine Zahl; es bleibt bei {value}.</translation>
    </message>
    <message>
        <source>{name}: “{text}” is no whole number; it stays {value}.</source>
        <translation>{name}: „{text}“ ist keine ganze Zahl; es bleibt bei {value}.</translation>
    </message>
    <message>
        <source>{name}: “{text}” is not from {low} to {high}; it stays {value}.</source>
        <translation>{name}: „{text}“ liegt nicht zwischen {low} und {high}; es bleibt bei {value}.</translation>
    </message>
    <message>
        <source>{network}: 1 epoch, reads {share} of the test digits. Train starts a fresh {layers} network.</source>
        <translation>{network}: 1 Epoche, liest {share} der Testziffern. Trainieren beginnt ein frisches {layers}-Netz.</translation>
    </message>
    <message>
        <source>{network}: {epochs} epochs, reads {share} of the test digits. Train starts a fresh {layers} network.</source>
        <translation>{network}: {epochs} Epochen, liest {share} der Testziffern. Trainieren beginnt ein frisches {layers}-Netz.</translation>
    </message>
    <message>
        <source>{n} of 784 pixels have ink</source>
        <translation>{n} von 784 Pixeln haben Tinte</translation>
    </message>
    <message>
        <source>{n} strokes</source>
        <translation>{n} Striche</translation>
    </message>
    <message>
        <source>{n} updates made</source>
        <translation>{n} Updates gemacht</translation>
    </message>
    <message>
        <source>{old} → {new}: no change of up to {most} strokes was found that does it.</source>
        <translation>{old} → {new}: Keine Änderung aus bis zu {most} Strichen gefunden, die das bewirkt.</translation>
    </message>
    <message>
        <source>{old} → {new}: the answer becomes {new} with {share}</source>
        <translation>{old} → {new}: Die Antwort wird {new} mit {share}</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} oder {other}</translation>
    </message>
    <message>
        <source>{reason}. Lower it and press Reset.</source>
        <translation>{reason}. Sie senken und Neustart drücken.</translation>
    </message>
    <message>
        <source>{removed} pixels of ink taken away.</source>
        <translation>{removed} Pixel Tinte weggenommen.</translation>
    </message>
    <message>
        <source>{share} of all</source>
        <translation>{share} aller</translation>
    </message>
    <message>
        <source>{share} of layer {layer} is dead: these units give 0 for every image and learn no more.</source>
        <translation>{share} von Schicht {layer} sind tot: Diese Neuronen geben für jedes Bild 0 aus und lernen nicht mehr.</translation>
    </message>
    <message>
        <source>{share} of layer {layer} is saturated: these units hardly react, and pass no gradient on.</source>
        <translation>{share} von Schicht {layer} sind gesättigt: Diese Neuronen reagieren kaum und geben keinen Gradienten weiter.</translation>
    </message>
    <message>
        <source>{share} off</source>
        <translation>{share} daneben</translation>
    </message>
    <message>
        <source>{value} at epoch {epoch}</source>
        <translation>{value} bei Epoche {epoch}</translation>
    </message>
    <message>
        <source>{verdict} · test image {number}</source>
        <translation>{verdict} · Testbild {number}</translation>
    </message>
    <message>
        <source>{what}: {count}</source>
        <translation>{what}: {count}</translation>
    </message>
    <message>
        <source>{what}: {count} of {all} ({share})</source>
        <translation>{what}: {count} von {all} ({share})</translation>
    </message>
    <message>
        <source>Δw = w(now) − w(start)</source>
        <translation>Δw = w(jetzt) − w(Beginn)</translation>
    </message>
    <message>
        <source>Σ max(cᵢ, 0)</source>
        <translation>Σ max(cᵢ, 0)</translation>
    </message>
    <message>
        <source>Σ min(cᵢ, 0)</source>
        <translation>Σ min(cᵢ, 0)</translation>
    </message>
    <message>
        <source>Σᵢ |x′ᵢ − xᵢ| / 255</source>
        <translation>Σᵢ |x′ᵢ − xᵢ| / 255</translation>
    </message>
    <message>
        <source>ηₜ = η·(1 + cos(π·epoch / n)) / 2</source>
        <translation>ηₜ = η·(1 + cos(π·Epoche / n)) / 2</translation>
    </message>
    <message>
        <source>ηₜ = η·2^(−epoch / 3)</source>
        <translation>ηₜ = η·2^(−Epoche / 3)</translation>
    </message>
    <message>
        <source>σ(z) = 1 / (1 + e⁻ᶻ), σ′(z) = σ(z)·(1 − σ(z))</source>
        <translation>σ(z) = 1 / (1 + e⁻ᶻ), σ′(z) = σ(z)·(1 − σ(z))</translation>
    </message>
    <message>
        <source>σ′(a) ≈ 0  →  relu′(z) = 1 where z &gt; 0</source>
        <translation>σ′(a) ≈ 0  →  relu′(z) = 1, wo z &gt; 0</translation>
    </message>
    <message>
        <source>‖u − g‖ / max(‖u‖, ‖g‖)</source>
        <translation>‖u − g‖ / max(‖u‖, ‖g‖)</translation>
    </message>
    <message>
        <source>‖u‖ = √Σ u²</source>
        <translation>‖u‖ = √Σ u²</translation>
    </message>
    <message>
        <source>‖ΔWₖ‖ / ‖Wₖ‖</source>
        <translation>‖ΔWₖ‖ / ‖Wₖ‖</translation>
    </message>
    <message>
        <source>‖∂L/∂Wₖ‖ = √ Σᵢⱼ (∂L/∂wᵢⱼ)²</source>
        <translation>‖∂L/∂Wₖ‖ = √ Σᵢⱼ (∂L/∂wᵢⱼ)²</translation>
    </message>
    <message>
        <source>∂L/∂w = 1/B·Σᵢ ∂Lᵢ/∂w</source>
        <translation>∂L/∂w = 1/B·Σᵢ ∂Lᵢ/∂w</translation>
    </message>
    <message>
        <source>∂L/∂z = softmax(z) − y</source>
        <translation>∂L/∂z = softmax(z) − y</translation>
    </message>
    <message>
        <source>−limit … 0 … +limit</source>
        <translation>−Grenze … 0 … +Grenze</translation>
    </message>
</context>
</TS>
